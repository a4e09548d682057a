package io.storyforge.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.plugin.Plugin;
import io.storyforge.runtime.plugin.PluginConfig;
import io.storyforge.runtime.plugin.PluginHost;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.ToolOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugins that were built against earlier versions of the API still load, draft and work. */
final class CompatTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00.123Z");
    private static final Path COMPAT = Path.of("../../compat");

    @Test
    void usesThePluginOfEveryEarlierVersion(@TempDir Path place) throws Exception {
        List<Path> jars = jars();
        Path plugins = Files.createDirectories(place.resolve("plugins"));
        Map<String, String> values = new TreeMap<>(Map.of("call-limit", "20s", "start-limit", "20s"));
        for (Path jar : jars) {
            String name = jar.getFileName().toString();
            Files.copy(jar, plugins.resolve(name));
            String id =
                    "compat-" + name.replace("plugin-", "").replace(".jar", "").replace('.', '-');
            values.put(id + ".settings.region", "cn");
        }
        try (PluginHost host = PluginHost.start(PluginHost.Options.none(PluginConfig.of(values), () -> NOW)
                .withFolder(plugins, place.resolve("copies")))) {
            assertThat(host.registry().active())
                    .as("%s", host.registry().entries())
                    .hasSameSizeAs(jars);
            for (Plugin plugin : host.registry().active()) {
                drafts(plugin);
                works(plugin);
            }
        }
    }

    private static void drafts(Plugin plugin) throws Exception {
        HandoffOutcome drafted = plugin.source()
                .handOff(
                        FakeRequest.press("go").with("times", "1"),
                        FakeContext.of(new InMemoryDocuments().put("accounts", "a", Map.of("name", "甲")), NOW));

        assertThat(drafted).isInstanceOfSatisfying(HandoffOutcome.Drafted.class, outcome -> {
            assertThat(outcome.draft().title()).startsWith("兼容 ");
            assertThat(outcome.draft().steps()).hasSize(4);
        });
        assertThat(plugin.source().handOff(FakeRequest.press("no"), FakeContext.of(new InMemoryDocuments(), NOW)))
                .isEqualTo(HandoffOutcome.declined("不去"));
    }

    private static void works(Plugin plugin) throws Exception {
        FakeToolCall call = FakeToolCall.on(new InMemoryDocuments().put("accounts", "a", Map.of("name", "甲")), NOW);
        Plugin.Tool tool = plugin.tools().getFirst();

        assertThat(tool.code().call(call)).isEqualTo(ToolOutcome.failed("没有 n"));
        assertThat(tool.code().call(call.with(Map.of("n", 1, "ask", true)))).isInstanceOf(ToolOutcome.Asked.class);
        assertThat(tool.code().call(call.with(Map.of("n", 1)))).isInstanceOfSatisfying(ToolOutcome.Done.class, done -> {
            assertThat(done.result().tables().getFirst().rows()).hasSize(1);
            assertThat(done.result().changes()).hasSize(1);
        });
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(COMPAT)) {
            List<Path> jars = files.filter(file -> file.getFileName().toString().matches("plugin-.*\\.jar"))
                    .sorted()
                    .toList();
            assertThat(jars).isNotEmpty();
            return jars;
        }
    }
}
