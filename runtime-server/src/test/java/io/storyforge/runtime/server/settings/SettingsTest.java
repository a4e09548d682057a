package io.storyforge.runtime.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.plugin.PluginConfig;
import io.storyforge.runtime.plugin.PluginOptions;
import io.storyforge.runtime.server.settings.SettingValue.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @Test
    void environmentWinsOverFileAndFileOverDefault() {
        List<String> problems = new ArrayList<>();

        OwnSettings settings = OwnSettings.of(
                Map.of("metrics.access", "admin", "events.keep-steps", "30d"),
                Map.of("STORYFORGE_METRICS_ACCESS", "nobody"),
                problems);

        assertThat(problems).isEmpty();
        assertThat(settings.metricsAccess()).isEqualTo("nobody");
        assertThat(settings.keepSteps()).contains(Duration.ofDays(30));
        assertThat(settings.leastFreeMegabytes()).isEqualTo(256);
        assertThat(settings.values().stream().map(SettingValue::origin).limit(3))
                .containsExactly(Origin.ENVIRONMENT, Origin.FILE, Origin.DEFAULT);
    }

    @Test
    void streamsAreCountedAsTheFileSays() {
        List<String> problems = new ArrayList<>();

        OwnSettings settings =
                OwnSettings.of(Map.of("streams.per-user", "9", "streams.in-all", "0"), Map.of(), problems);

        assertThat(settings.streams().perUser()).isEqualTo(9);
        assertThat(settings.streams().inAll()).isEqualTo(5_000);
        assertThat(problems).containsExactly("streams.in-all must be a whole number from 1 to 999999, not '0'");
    }

    @Test
    void nothingIsRemovedOrSentAndLoopbackMayReadWhenNobodySaysAnything() {
        assertThat(OwnSettings.USUAL.keepSteps()).isEmpty();
        assertThat(OwnSettings.USUAL.traces().collector()).isEmpty();
        assertThat(OwnSettings.USUAL.traces().acceptParent()).isFalse();
        assertThat(OwnSettings.USUAL.metricsAccess()).isEqualTo("loopback");
    }

    @Test
    void allThatIsWrongIsToldWithWhatIsAllowed() {
        List<String> problems = new ArrayList<>();

        OwnSettings.of(
                Map.of("metrics.access", "all", "events.keep-steps", "0d", "health.least-free-megabytes", "1"),
                Map.of(),
                problems);

        assertThat(problems)
                .containsExactly(
                        "metrics.access must be loopback, admin or nobody, not 'all'",
                        "events.keep-steps must be forever, or days such as 90d, at least 1d, not '0d'",
                        "health.least-free-megabytes must be a whole number from 16 to 1000000, not '1'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:4318", "ftp://collector/", "http:///v1", "http://user:word@collector/v1", "a b"})
    void tracesAreSentToAnAddressOfTheWebOnly(String wrong) {
        List<String> problems = new ArrayList<>();

        assertThat(OwnSettings.of(Map.of("tracing.endpoint", wrong), Map.of(), problems)
                        .traces()
                        .collector())
                .isEmpty();
        assertThat(problems).singleElement().asString().startsWith("tracing.endpoint must be empty, or ");
    }

    @Test
    void callersNameTheTraceOnlyWhenTheOperatorSaysSo() {
        List<String> problems = new ArrayList<>();

        assertThat(OwnSettings.of(Map.of("tracing.accept-parent", "true"), Map.of(), problems)
                        .traces()
                        .acceptParent())
                .isTrue();
        assertThat(problems).isEmpty();
        assertThat(OwnSettings.of(Map.of("tracing.accept-parent", "yes"), Map.of(), problems)
                        .traces()
                        .acceptParent())
                .isFalse();
        assertThat(problems).containsExactly("tracing.accept-parent must be true or false, not 'yes'");
    }

    @Test
    void settingsOfPluginsAreThoseThatTheHostKnows() {
        assertThat(PluginConfig.of(Map.of("no-such", "x")).problems())
                .allSatisfy(problem -> Settings.ofPlugins().stream()
                        .map(Setting::key)
                        .filter(key -> !key.contains("<id>") && !key.equals("plugins.dir"))
                        .forEach(key -> assertThat(problem).contains(key.substring("plugins.".length()))));
        assertThat(PluginOptions.of(Map.of("no-such", "x")).problems())
                .allSatisfy(problem -> Settings.ofPlugins().stream()
                        .map(Setting::key)
                        .filter(key -> key.startsWith("plugins.<id>."))
                        .forEach(key -> assertThat(problem).contains(key.substring("plugins.<id>.".length()))));
    }

    @Test
    void pageOfTheSettingsIsTheListOfTheCode() throws IOException {
        Files.writeString(Path.of("target", "settings.md"), page());

        assertThat(Files.readString(Path.of("..", "docs", "reference", "settings.md")))
                .as("docs/reference/settings.md; the right one is runtime-server/target/settings.md")
                .isEqualTo(page());
    }

    private static String page() {
        return """
            # Settings

            `storyforge config` prints every setting, its value on this machine, where it came from and what it means. This page
            is the same list. Values of the file are read from `application.yaml` in the data folder, or from the file that
            `--config` names; `${NAME}` in a value is the environment variable NAME. A key that does not exist is an error that
            names those that do.

            ## Flags of serve

            %s
            ## The server

            Each can be given by an environment variable too, which wins over the file.

            %s
            ## Plugins

            %s\
            """.formatted(
                table(Settings.flags(), false), table(Settings.ofServer(), true), table(Settings.ofPlugins(), false));
    }

    private static String table(List<Setting> settings, boolean variables) {
        String head = variables
                ? "| Setting | Variable | Default | Allowed | What it does |\n|---|---|---|---|---|\n"
                : "| Setting | Default | Allowed | What it does |\n|---|---|---|---|\n";
        return settings.stream()
                .map(setting -> "| `%s` | %s%s | %s | %s |\n"
                        .formatted(
                                setting.name(),
                                variables ? "`%s` | ".formatted(setting.variable()) : "",
                                setting.usual(),
                                setting.form(),
                                setting.meaning()))
                .collect(Collectors.joining("", head, ""));
    }
}
