package io.storyforge.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.plugin.Plugin;
import io.storyforge.runtime.plugin.PluginArtifact.Origin;
import io.storyforge.runtime.plugin.PluginConfig;
import io.storyforge.runtime.plugin.PluginHost;
import io.storyforge.runtime.plugin.PluginJar;
import io.storyforge.runtime.plugin.PluginRegistry.Entry;
import io.storyforge.runtime.spi.SourceDescriptor;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugins that are shipped are the same from the class path and as jars in a folder. */
final class ShippedPluginTest {
    private static final List<String> SHIPPED = List.of("dashboard", "governance", "strategy");
    private static final PluginHost.Options NONE =
            PluginHost.Options.none(PluginConfig.of(Map.of("start-limit", "20s")), Clock.systemUTC());

    @TempDir
    private Path place;

    @Test
    void areTheSameAsJars() throws Exception {
        try (PluginHost onClassPath =
                PluginHost.start(NONE.withClassPath(getClass().getClassLoader()))) {
            for (String id : SHIPPED) {
                jar(plugin(onClassPath, id));
            }
            try (PluginHost inFolder =
                    PluginHost.start(NONE.withFolder(place.resolve("plugins"), place.resolve("copies")))) {
                assertThat(inFolder.registry().active()).extracting(Plugin::id).containsExactlyElementsOf(SHIPPED);
                for (String id : SHIPPED) {
                    Plugin other = plugin(inFolder, id);
                    assertThat(other.artifact().origin()).isEqualTo(Origin.DIRECTORY);
                    assertThat(keys(other)).isEqualTo(keys(plugin(onClassPath, id)));
                    assertThat(other.source().getClass().getClassLoader().getName())
                            .isEqualTo("plugin-" + id);
                }
            }
        }
    }

    @Test
    void stayWhenACopyIsDroppedIn() throws Exception {
        try (PluginHost onClassPath =
                PluginHost.start(NONE.withClassPath(getClass().getClassLoader()))) {
            jar(plugin(onClassPath, "strategy"));
        }
        try (PluginHost both = PluginHost.start(NONE.withClassPath(getClass().getClassLoader())
                .withFolder(place.resolve("plugins"), place.resolve("copies")))) {
            assertThat(plugin(both, "strategy").artifact().origin()).isEqualTo(Origin.CLASS_PATH);
            assertThat(both.registry().entries())
                    .filteredOn(entry -> entry.artifact().file().equals("strategy.jar"))
                    .singleElement()
                    .extracting(entry -> entry.status().key())
                    .isEqualTo("REFUSED");
        }
    }

    private static Plugin plugin(PluginHost host, String id) {
        return host.registry().entry(id).flatMap(Entry::plugin).orElseThrow();
    }

    private static List<List<String>> keys(Plugin plugin) {
        return List.of(
                plugin.descriptor().actions().stream()
                        .map(SourceDescriptor.Action::key)
                        .toList(),
                plugin.tools().stream().map(tool -> tool.descriptor().key()).toList());
    }

    // In a build that packages, the class path has the jar with its manifest; before that, a folder of classes.
    private void jar(Plugin plugin) throws IOException, URISyntaxException {
        Path found = Path.of(plugin.source()
                .getClass()
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path jar = Files.createDirectories(place.resolve("plugins")).resolve(plugin.id() + ".jar");
        if (Files.isRegularFile(found)) {
            Files.copy(found, jar);
            return;
        }
        PluginJar made = PluginJar.empty()
                .says("Handoff-Plugin-Id", plugin.id())
                .says("Handoff-Api-Version", io.storyforge.runtime.spi.HandoffApi.VERSION);
        try (Stream<Path> files = Files.walk(found)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                made.with(found.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        made.writeTo(jar);
    }
}
