package io.storyforge.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.spi.HandoffSource;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the name of a plugin comes from. */
final class PluginPlacesTest {
    @TempDir
    private Path folder;

    @Test
    void readsIdNameAndVersionFromTheJar() throws Exception {
        try (PluginFolder plugins = new PluginFolder(folder).source("Good", "good", "")) {
            Class<? extends HandoffSource> type = plugins.jarred(
                    "Good",
                    Map.of(
                            "Handoff-Plugin-Id",
                            "good-plugin",
                            "Handoff-Plugin-Name",
                            " 好插件 ",
                            "Handoff-Plugin-Version",
                            "1.2.3",
                            "Handoff-Api-Version",
                            "0.1",
                            "Handoff-Plugin-Provider",
                            "某人"));

            assertThat(manifest(type)).isEqualTo(new PluginManifest("good-plugin", "好插件", "1.2.3", "0.1", "某人"));
        }
    }

    @Test
    void leavesTheIdToTheScreenWhenTheJarSaysNone() throws Exception {
        try (PluginFolder plugins = new PluginFolder(folder).source("Good", "good", "")) {
            Class<? extends HandoffSource> type = plugins.jarred("Good", Map.of("Handoff-Plugin-Name", " "));

            assertThat(manifest(type)).isEqualTo(PluginManifest.named(""));
        }
    }

    @Test
    void leavesTheIdToTheScreenForAClassFolder() throws Exception {
        try (PluginFolder plugins = new PluginFolder(folder).source("Good", "good", "")) {
            assertThat(manifest(plugins.type("Good"))).isEqualTo(PluginManifest.named(""));
        }
    }

    @Test
    void leavesTheIdToTheScreenForAClassWithoutAJar() throws Exception {
        assertThat(manifest(SampleSource.class)).isEqualTo(PluginManifest.named(""));
    }

    private static PluginManifest manifest(Class<? extends HandoffSource> type) throws LoadException {
        return PluginPlaces.onClassPath(type, JarLimits.DEFAULT).manifest();
    }
}
