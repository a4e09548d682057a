package io.storyforge.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.plugin.PluginProblem.Code;
import io.storyforge.runtime.plugin.PluginRegistry.Entry;
import io.storyforge.runtime.testkit.HeardLog;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jars that are wrong before any of their code runs; each beside a good one. */
@Timeout(60)
final class HostileJarTest {
    private static final JarLimits SMALL = new JarLimits(20_000, 1 << 20, 8 << 20, 1_000, 1_500);

    @TempDir
    private Path place;

    private HostileStage stage = new HostileStage(Path.of("target/none"));
    private HeardLog log = new HeardLog(PluginHost.class);

    @BeforeEach
    void setStage() {
        stage = new HostileStage(place);
    }

    @AfterEach
    void close() {
        stage.close();
        log.close();
    }

    @Test
    void refusesGarbage() throws IOException {
        Files.writeString(stage.folder.resolve("bad.jar"), "no jar at all");

        Entry bad = stage.start();

        assertThat(bad.id()).isEqualTo("bad");
        stage.assertUnusable(bad, "REFUSED", Code.BAD_JAR, "bad.jar is not a readable jar", "copy the file again");
    }

    @Test
    void refusesAJarWhoseManifestNamesNoPlugin() {
        stage.drop("bad.jar", PluginJar.of("plain").saysNothing());

        stage.assertUnusable(
                stage.start(), "REFUSED", Code.MANIFEST, "no manifest says Handoff-Plugin-Id", "parent POM");
    }

    @Test
    void refusesAnIdThatIsNone() {
        stage.drop("bad.jar", PluginJar.of("plain").says("Handoff-Plugin-Id", "../Plain"));

        stage.assertUnusable(stage.start(), "REFUSED", Code.MANIFEST, "the id '../Plain' is not", "parent POM");
    }

    @Test
    void refusesANewerApi() {
        stage.drop("bad.jar", PluginJar.of("plain").says("Handoff-Api-Version", "0.99"));

        Entry bad = stage.start();

        assertThat(bad.artifact().manifest().version()).isEqualTo("1.0.0");
        stage.assertUnusable(
                bad,
                "REFUSED",
                Code.API_VERSION,
                "built for plugin API 0.99, this server has 0.1",
                "upgrade the server");
    }

    @Test
    void refusesAJarThatDoesNotSayItsApi() {
        stage.drop("bad.jar", PluginJar.of("plain").says("Handoff-Api-Version", " "));

        stage.assertUnusable(
                stage.start(), "REFUSED", Code.API_VERSION, "does not say Handoff-Api-Version", "parent POM");
    }

    @Test
    void refusesAJarThatNamesNoProvider() {
        stage.drop("bad.jar", PluginJar.of("plain").without(PluginJar.SERVICE));

        stage.assertUnusable(
                stage.start(), "REFUSED", Code.NO_PROVIDER, "names no class", "provides in module-info is not read");
    }

    @Test
    void refusesTwoProviders() {
        stage.drop("bad.jar", PluginJar.of("two-providers").services("plugin.Source", "plugin.Second"));

        stage.assertUnusable(
                stage.start(),
                "REFUSED",
                Code.MANY_PROVIDERS,
                "2 sources: plugin.Source, plugin.Second",
                "a plugin of each");
    }

    @Test
    void failsAServicesFileThatIsNotUtf8() {
        stage.drop(
                "bad.jar", PluginJar.of("plain").with(PluginJar.SERVICE, "插件.来源\n".getBytes(Charset.forName("GBK"))));

        Entry bad = stage.start();

        assertThat(bad.status().problem())
                .hasValueSatisfying(problem -> assertThat(problem.code()).isEqualTo(Code.PROVIDER));
        stage.assertGoodAnswers();
    }

    @Test
    void refusesAZipBomb() {
        stage.drop("bad.jar", PluginJar.of("plain").with("zeros", new byte[9 << 20]));

        Entry bad = stage.start(SMALL);

        stage.assertUnusable(bad, "REFUSED", Code.TOO_LARGE, "unpack to 9 MB, at most 8 MB", "leave out");
    }

    @Test
    void refusesFiftyThousandEntries() {
        PluginJar jar = PluginJar.of("plain");
        for (int i = 0; i < 50_000; i++) {
            jar.with("e" + i, new byte[0]);
        }
        stage.drop("bad.jar", jar);

        stage.assertUnusable(
                stage.start(), "REFUSED", Code.TOO_LARGE, "entries, at most 20000 are allowed", "leave out");
    }

    @Test
    void refusesFilesOfAScreenThatAreTooLarge() {
        stage.drop("bad.jar", PluginJar.of("plain").with("META-INF/handoff/ui/screen.js", new byte[1_001]));

        stage.assertUnusable(stage.start(SMALL), "REFUSED", Code.UI, "screen.js: a file of a screen", "smaller");
    }

    @Test
    void servesNoFileFromOutsideTheScreensFolder() {
        byte[] text = "1".getBytes(StandardCharsets.UTF_8);
        stage.drop(
                "plain.jar",
                PluginJar.of("plain")
                        .with("META-INF/handoff/ui/screen.js", text)
                        .with("META-INF/handoff/ui/i18n/zh.json", text)
                        .with("META-INF/handoff/ui/../secret.js", text)
                        .with("META-INF/handoff/ui//double.js", text)
                        .with("META-INF/handoff/ui/run.sh", text));

        PluginUi ui = stage.start().artifact().ui();

        assertThat(ui.files()).containsOnlyKeys("screen.js", "i18n/zh.json");
        assertThat(ui.file("../secret.js")).isEmpty();
        assertThat(ui.file("plugin/Source.class")).isEmpty();
        stage.assertGoodAnswers();
    }

    @Test
    void refusesTwoPluginsInOneFolder() {
        stage.drop("bad/one.jar", PluginJar.of("plain")).drop("bad/two.jar", PluginJar.of("null-answer"));

        stage.assertUnusable(
                stage.start(), "REFUSED", Code.MANIFEST, "several plugins: one.jar, two.jar", "folder of its own");
    }

    @Test
    void refusesBothCopiesOfAnIdAndNamesTheFiles() {
        stage.drop("b.jar", PluginJar.of("plain")).drop("a.jar", PluginJar.of("plain"));

        stage.start();

        assertThat(stage.host().registry().entries())
                .filteredOn(entry -> entry.id().equals("plain"))
                .hasSize(2)
                .allSatisfy(entry -> stage.assertUnusable(
                        entry,
                        "REFUSED",
                        Code.DUPLICATE_ID,
                        "the id 'plain' is there more than once: a.jar, b.jar",
                        "plugins.plain.from"));
    }

    @Test
    void usesTheCopyThatTheOperatorChose() {
        stage.drop("b.jar", PluginJar.of("plain")).drop("a.jar", PluginJar.of("plain"));
        stage.configure("plain.from", "b.jar");

        stage.start();

        assertThat(stage.host().registry().entry("plain")).hasValueSatisfying(entry -> {
            assertThat(entry.artifact().file()).isEqualTo("b.jar");
            assertThat(entry.status().key()).isEqualTo("ACTIVE");
        });
        assertThat(stage.host().registry().entries())
                .filteredOn(entry -> entry.artifact().file().equals("a.jar"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.status().key()).isEqualTo("DISABLED"));
        stage.assertGoodAnswers();
    }

    @Test
    void refusesTheLaterOfTwoWithTheSameAction() {
        stage.drop("z.jar", PluginJar.of("good").says("Handoff-Plugin-Id", "other"));

        stage.assertUnusable(
                stage.start(),
                "REFUSED",
                Code.DUPLICATE_ACTION,
                "the plugin 'good' already has the action good/go",
                "enabled: false");
    }

    @Test
    void tellsAllThatIsWrongWithSettingsAtOnce() {
        stage.drop("bad.jar", PluginJar.of("settings"))
                .configure("settings.enable", "true")
                .configure("settings.call-limit", "soon")
                .configure("settings.settings.regoin", "cn");

        Entry bad = stage.start();

        stage.assertUnusable(
                bad,
                "FAILED",
                Code.SETTINGS,
                "call-limit must be a time such as 500ms, 2s, 1m or PT2S, not 'soon'",
                "under plugins.settings");
        assertThat(bad.status().problem().orElseThrow().message())
                .contains("unknown key 'enable', known: call-limit, enabled")
                .contains("unknown setting 'regoin', known: api-token, days, region")
                .contains("setting 'region' is required")
                .contains("setting 'api-token' is required");
    }

    @Test
    void handsSettingsOverAndShowsNoSecret() {
        stage.drop("settings.jar", PluginJar.of("settings"))
                .configure("settings.settings.region", "cn")
                .configure("settings.settings.days", "7")
                .configure("settings.settings.api-token", "s3cret");

        Entry entry = stage.start();

        assertThat(stage.press("settings")).isEqualTo(new Handoffs.Answer.Declined("cn7"));
        assertThat(entry.toString()).doesNotContain("s3cret");
        assertThat(String.join("\n", log.messages())).doesNotContain("s3cret");
    }

    @Test
    void leavesADisabledPluginAlone() {
        stage.drop("bad.jar", PluginJar.of("throwing-constructor")).configure("throwing-constructor.enabled", "false");

        Entry entry = stage.start();

        assertThat(entry.status())
                .isEqualTo(new PluginStatus.Disabled("plugins.throwing-constructor.enabled is false"));
        assertThat(entry.guard()).isEmpty();
        stage.assertGoodAnswers();
    }

    @Test
    void answersFromTheOldJarWhileTheFileIsReplaced() throws IOException {
        stage.drop("lazy.jar", PluginJar.of("lazy"));
        stage.start();

        Files.write(stage.folder.resolve("lazy.jar"), new byte[200]);

        assertThat(stage.press("lazy")).isEqualTo(new Handoffs.Answer.Declined("迟到"));
        stage.assertGoodAnswers();
    }
}
