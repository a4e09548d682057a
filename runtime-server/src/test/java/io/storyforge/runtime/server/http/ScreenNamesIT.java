package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.plugin.PluginJar;
import io.storyforge.runtime.server.StoryForgeServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the screens of plugins are called, before any of their code is loaded by a browser. */
class ScreenNamesIT {
    private static final LiveServer SERVER = new LiveServer();
    private static final String UI = "META-INF/handoff/ui/";
    private static final String MODULE = """
            // screens that have a title have a name
            export const meta = { apiVersion: 1, id: 'good',
              screens: [{ key: 'good', titleKey: "heading", icon: 'radar' }] };
            """;

    @BeforeAll
    static void start(@TempDir Path place) throws Exception {
        Path plugins = place.resolve("plugins");
        drop(plugins, "good", MODULE, "{\"heading\": \" 选题雷达 \"}", "{\"heading\": \"Topic radar\"}");
        drop(plugins, "plain", "export const meta = {};", "{\"title\": \"只有中文\"}", "{\"title\": 3, ");
        PluginJar.of("null-answer").writeTo(plugins.resolve("null-answer.jar"));
        SERVER.start(place.resolve("data"), StoryForgeServer.Plugins.in(plugins, place.resolve("data")));
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static void drop(Path plugins, String id, String module, String chinese, String english) throws Exception {
        PluginJar.of(id)
                .with(UI + "screen.js", module.getBytes(StandardCharsets.UTF_8))
                .with(UI + "i18n/zh-CN.json", chinese.getBytes(StandardCharsets.UTF_8))
                .with(UI + "i18n/en.json", english.getBytes(StandardCharsets.UTF_8))
                .writeTo(plugins.resolve(id + ".jar"));
    }

    @Test
    void areThePluginsOwnTextsInBothLanguages() {
        assertThat(name("good", "zh-CN")).isEqualTo("选题雷达");
        assertThat(name("good", "en")).isEqualTo("Topic radar");
        assertThat(source("good").path("icon").asString()).isEqualTo("radar");
    }

    @Test
    void areThePluginsNameWhereItHasNoTexts() {
        assertThat(name("null-answer", "zh-CN")).isEqualTo("null-answer");
        assertThat(name("null-answer", "en")).isEqualTo("null-answer");
        assertThat(source("null-answer").path("icon").asString()).isEmpty();
    }

    @Test
    void areTheTextOfTheOtherLanguageWhereOneIsUnreadable() {
        assertThat(name("plain", "en")).isEqualTo("只有中文");
    }

    private static String name(String plugin, String language) {
        return source(plugin).path("names").path(language).asString();
    }

    private static JsonNode source(String plugin) {
        JsonNode items = SERVER.member()
                .api()
                .get("/v2/oneliner/handoff-sources")
                .expect(200)
                .json()
                .path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(item -> item.path("plugin_id").asString().equals(plugin))
                .findFirst()
                .orElseThrow();
    }
}
