package io.storyforge.runtime.server.http;

import io.storyforge.runtime.plugin.Plugin;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.SourceDescriptor;
import io.storyforge.runtime.spi.Wording;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A source and its actions, as pages draw them.
 *
 * @param names what people call the screen, by language
 * @param icon one of the pages' icons; empty when none is named
 */
public record SourceView(
        String pluginId, String screen, Map<String, String> names, String icon, List<ActionView> actions) {

    /**
     * An action; drawn as one button, or as one for each offer.
     *
     * @param label the label in Chinese, or the only one
     * @param labels the label by language
     */
    public record ActionView(
            String key,
            String label,
            String summary,
            Map<String, String> labels,
            Map<String, String> summaries,
            String slot,
            String platform,
            String effect,
            List<OfferView> offers) {
        static ActionView of(SourceDescriptor.Action action) {
            return new ActionView(
                    action.key(),
                    action.label(),
                    action.summary(),
                    byLanguage(action.labels()),
                    byLanguage(action.summaries()),
                    action.slot(),
                    action.platform(),
                    action.effect().key(),
                    action.offers().stream().map(OfferView::of).toList());
        }
    }

    /** A button and the fields it sends. */
    public record OfferView(
            String label,
            String summary,
            Map<String, String> labels,
            Map<String, String> summaries,
            Map<String, String> fields) {
        static OfferView of(SourceDescriptor.Offer offer) {
            return new OfferView(
                    offer.label(),
                    offer.summary(),
                    byLanguage(offer.labels()),
                    byLanguage(offer.summaries()),
                    offer.fields());
        }
    }

    /** A text by the tag of each language. */
    static Map<String, String> byLanguage(Wording text) {
        return Language.all().stream().collect(Collectors.toMap(Language::tag, text::in));
    }

    static SourceView of(Plugin plugin, ScreenNames screen) {
        return new SourceView(
                plugin.id(), plugin.descriptor().screen(), screen.names(), screen.icon(), actions(plugin));
    }

    static List<ActionView> actions(Plugin plugin) {
        return plugin.descriptor().actions().stream().map(ActionView::of).toList();
    }
}
