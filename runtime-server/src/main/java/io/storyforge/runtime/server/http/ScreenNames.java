package io.storyforge.runtime.server.http;

import io.storyforge.runtime.plugin.PluginArtifact;
import io.storyforge.runtime.plugin.PluginUi;
import io.storyforge.runtime.server.json.MalformedJsonException;
import io.storyforge.runtime.server.json.StrictJson;
import io.storyforge.runtime.spi.Limits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What people call the screen of a plugin: its own text for the title key that its module names, in another language where
 * it has none in this one, and the plugin's name where it has none at all. No module is run for it.
 *
 * @param names by language, for each language of the pages
 * @param icon empty when none is named
 */
record ScreenNames(Map<String, String> names, String icon) {
    private static final List<String> LANGUAGES = List.of("zh-CN", "en");

    static ScreenNames of(PluginArtifact artifact) {
        PluginUi ui = artifact.ui();
        List<Optional<String>> titles =
                LANGUAGES.stream().map(language -> title(ui, language)).toList();
        String usual = titles.stream()
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(artifact.manifest().name());
        Map<String, String> names = Stream.iterate(0, place -> place + 1)
                .limit(LANGUAGES.size())
                .collect(Collectors.toUnmodifiableMap(
                        LANGUAGES::get, place -> titles.get(place).orElse(usual)));
        return new ScreenNames(names, ui.screen().icon());
    }

    private static Optional<String> title(PluginUi ui, String language) {
        return ui.file("i18n/%s.json".formatted(language))
                .map(ScreenNames::texts)
                .flatMap(texts -> Optional.ofNullable(texts.get(ui.screen().titleKey())))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .map(String::strip)
                .filter(title -> !title.isEmpty() && title.codePointCount(0, title.length()) <= Limits.LABEL);
    }

    private static Map<?, ?> texts(PluginUi.UiFile file) {
        try {
            return StrictJson.parse(file.content()) instanceof Map<?, ?> texts ? texts : Map.of();
        } catch (MalformedJsonException ignored) { // what the screen makes of it is for the screen to say
            return Map.of();
        }
    }
}
