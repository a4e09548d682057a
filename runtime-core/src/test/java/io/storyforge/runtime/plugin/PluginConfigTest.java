package io.storyforge.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyforge.runtime.run.SampleRuns;
import io.storyforge.runtime.testkit.HeardLog;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the operator may say about plugins. */
final class PluginConfigTest {
    @Test
    void readsLimitsOfAllAndOfOne() {
        PluginConfig config = PluginConfig.of(Map.of(
                "call-limit", "500ms",
                "tool-limit", "2m",
                "start-limit", "PT3S",
                "max-concurrent", "8",
                "board.call-limit", "1 s",
                "board.max-concurrent", "1",
                "board.required", "TRUE",
                "board.settings.a.b", "c"));

        assertThat(config.problems()).isEmpty();
        assertThat(config.limits().call()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.limits().tool()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.limits().start()).isEqualTo(Duration.ofSeconds(3));
        PluginLimits board = config.options("board").calls().over(config.limits());
        assertThat(board.call()).isEqualTo(Duration.ofSeconds(1));
        assertThat(board.maxConcurrent()).isEqualTo(1);
        assertThat(config.options("board").required()).isTrue();
        assertThat(config.options("board").settings()).isEqualTo(Map.of("a.b", "c"));
        assertThat(config.options("other")).isEqualTo(PluginOptions.NONE);
    }

    @Test
    void tellsAllThatItDoesNotUnderstand() {
        PluginConfig config = PluginConfig.of(
                Map.of("call-limt", "1s", "tool-limit", "-1s", "max-concurrent", "0", "on-failure", "panic"));

        assertThat(config.problems())
                .hasSize(4)
                .anySatisfy(
                        problem -> assertThat(problem).contains("'call-limt', known: call-limit, dir, max-concurrent"))
                .anySatisfy(problem -> assertThat(problem).contains("tool-limit must be a time", "'-1s'"))
                .anySatisfy(problem -> assertThat(problem).contains("max-concurrent must be a whole number from 1"))
                .anySatisfy(problem -> assertThat(problem).contains("on-failure must be continue or abort"));
    }

    @Test
    void refusesToStartWithoutARequiredPlugin() {
        assertRefused(Map.of("absent.required", "true"), "absent: it is required and not installed");
    }

    @Test
    void refusesToStartWhenARequiredPluginFailsOrAnyMayNot() {
        assertRefused(Map.of("board.required", "true", "board.enable", "x"), "board", "unknown key 'enable'");
        assertRefused(Map.of("on-failure", "abort", "board.enable", "x"), "board", "unknown key 'enable'");
    }

    @Test
    void warnsOfSettingsForAPluginThatIsNotInstalled() {
        try (HeardLog log = new HeardLog(PluginHost.class);
                PluginHost host = start(Map.of("borad.enabled", "false"))) {
            assertThat(host.registry().active()).hasSize(1);
            assertThat(log.messages())
                    .filteredOn(line -> line.startsWith("WARNING"))
                    .singleElement()
                    .asString()
                    .contains("plugin borad, which is not installed; installed: board");
        }
    }

    private static void assertRefused(Map<String, String> values, String... words) {
        try (HeardLog log = new HeardLog(PluginHost.class)) {
            assertThatThrownBy(() -> start(values))
                    .isInstanceOf(PluginStartException.class)
                    .hasMessageContainingAll(words);
            assertThat(log.messages()).isNotEmpty();
        }
    }

    private static PluginHost start(Map<String, String> values) {
        return PluginHost.start(PluginHost.Options.none(PluginConfig.of(values), () -> SampleRuns.NOW)
                .withSource(new SampleSource("board")));
    }
}
