package io.storyforge.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the name of a plugin comes from. */
final class JarManifestTest {
    @TempDir
    private Path folder;

    @Test
    void readsIdNameAndVersionFromTheJar() throws Exception {
        try (PluginFolder plugins = new PluginFolder(folder).source("Good", "good", "")) {
            Class<?> type = plugins.jarred(
                    "Good",
                    Map.of(
                            "Handoff-Plugin-Id", "good-plugin",
                            "Handoff-Plugin-Name", " 好插件 ",
                            "Handoff-Plugin-Version", "1.2.3"));

            assertThat(JarManifest.of(type, "good")).isEqualTo(new Plugin.Manifest("good-plugin", "好插件", "1.2.3"));
        }
    }

    @Test
    void takesTheScreenForWhatTheJarDoesNotSay() throws Exception {
        try (PluginFolder plugins = new PluginFolder(folder).source("Good", "good", "")) {
            Class<?> type = plugins.jarred("Good", Map.of("Handoff-Plugin-Name", " "));

            assertThat(JarManifest.of(type, "good")).isEqualTo(new Plugin.Manifest("good", "good", ""));
        }
    }

    @Test
    void takesTheScreenForAClassFolder() throws Exception {
        try (PluginFolder plugins = new PluginFolder(folder).source("Good", "good", "")) {
            assertThat(JarManifest.of(plugins.type("Good"), "good")).isEqualTo(new Plugin.Manifest("good", "good", ""));
        }
    }

    @Test
    void takesTheScreenForAClassWithoutAPlace() throws Exception {
        assertThat(JarManifest.of(String.class, "good")).isEqualTo(new Plugin.Manifest("good", "good", ""));
    }
}
