package io.storyforge.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.Optional;
import java.util.TreeMap;
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
                jar(plugin(onClassPath, id), "plugins");
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
            jar(plugin(onClassPath, "strategy"), "plugins");
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

    @Test
    void areLoadedFromTheFolderOfTheDistributionBesideThoseOfTheOperator() throws Exception {
        PluginJar.of("good").writeTo(place.resolve("plugins").resolve("good.jar"));
        distribute();

        try (PluginHost both = PluginHost.start(distribution(NONE))) {
            assertThat(both.registry().active())
                    .extracting(Plugin::id)
                    .containsExactly("dashboard", "governance", "strategy", "good");
            for (String id : SHIPPED) {
                assertThat(plugin(both, id).artifact().origin()).isEqualTo(Origin.SHIPPED);
                assertThat(plugin(both, id).source().getClass().getClassLoader().getName())
                        .isEqualTo("plugin-" + id);
            }
            assertThat(plugin(both, "good").artifact().origin()).isEqualTo(Origin.DIRECTORY);

            both.reload();

            assertThat(both.registry().active()).hasSize(4);
        }
    }

    @Test
    void stayAgainstACopyOfTheDistributionsJarUntilTheOperatorChooses() throws Exception {
        distribute();
        Files.createDirectories(place.resolve("plugins"));
        Files.copy(
                place.resolve("shipped").resolve("strategy.jar"),
                place.resolve("plugins").resolve("strategy.jar"));

        assertThat(statuses(Map.of())).containsExactly("shipped ACTIVE", "directory REFUSED");
        for (String chosen : List.of("directory", "strategy.jar")) {
            assertThat(statuses(Map.of("strategy.from", chosen)))
                    .as(chosen)
                    .containsExactly("shipped DISABLED", "directory ACTIVE");
        }
        assertThat(statuses(Map.of("strategy.from", "shipped")))
                .containsExactly("shipped ACTIVE", "directory DISABLED");
    }

    @Test
    void areMissedWhenTheirFolderIsNotThere() {
        assertThat(PluginFolders.shipped(Optional.empty())).isEmpty();
        assertThat(PluginFolders.shipped(Optional.of(place.toString()))).contains(place);
        assertThatThrownBy(() -> PluginFolders.shipped(
                        Optional.of(place.resolve("absent").toString())))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("shipped plugins");
    }

    private List<String> statuses(Map<String, String> said) {
        Map<String, String> values = new TreeMap<>(said);
        values.put("start-limit", "20s");
        try (PluginHost host =
                PluginHost.start(distribution(PluginHost.Options.none(PluginConfig.of(values), Clock.systemUTC())))) {
            return host.registry().entries().stream()
                    .filter(entry -> entry.id().equals("strategy"))
                    .map(entry -> entry.artifact().origin().key() + " "
                            + entry.status().key())
                    .toList();
        }
    }

    private PluginHost.Options distribution(PluginHost.Options none) {
        Path copies = place.resolve("copies");
        return none.withShipped(place.resolve("shipped"), copies).withFolder(place.resolve("plugins"), copies);
    }

    private void distribute() throws IOException, URISyntaxException {
        try (PluginHost onClassPath =
                PluginHost.start(NONE.withClassPath(getClass().getClassLoader()))) {
            for (String id : SHIPPED) {
                jar(plugin(onClassPath, id), "shipped");
            }
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
    private void jar(Plugin plugin, String folder) throws IOException, URISyntaxException {
        Path found = Path.of(plugin.source()
                .getClass()
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path jar = Files.createDirectories(place.resolve(folder)).resolve(plugin.id() + ".jar");
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
