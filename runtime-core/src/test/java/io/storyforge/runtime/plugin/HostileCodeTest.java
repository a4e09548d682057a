package io.storyforge.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.plugin.PluginProblem.Code;
import io.storyforge.runtime.plugin.PluginRegistry.Entry;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.testkit.HeardLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Plugins whose code misbehaves when it is loaded, started or called; each beside a good one. */
@Timeout(60)
final class HostileCodeTest {
    @TempDir
    private Path place;

    private HostileStage stage = new HostileStage(Path.of("target/none"));
    private HeardLog log = new HeardLog(PluginHost.class);
    private HeardLog calls = new HeardLog(Handoffs.class);
    private HeardLog guards = new HeardLog(PluginGuard.class);

    @BeforeEach
    void setStage() {
        stage = new HostileStage(place);
    }

    @AfterEach
    void close() {
        for (String name : new String[] {"spinning-draft", "spinning-tool", "thread-leak"}) {
            System.setProperty(name + ".release", "yes");
        }
        stage.close();
        log.close();
        calls.close();
        guards.close();
    }

    @Test
    void failsAPrivateConstructor() {
        unusable("private-constructor", Code.PROVIDER, "Source.<init>()", "public constructor without parameters");
    }

    @Test
    void failsAConstructorThatThrows() {
        unusable("throwing-constructor", Code.PROVIDER, "IllegalStateException: no disk", "log");
    }

    @Test
    void failsAStaticInitialiserThatThrows() {
        unusable("throwing-initialiser", Code.PROVIDER, "For input string: \"many\"", "log");
    }

    @Test
    void failsAMissingSuperclass() {
        stage.drop("bad.jar", PluginJar.of("missing-superclass").without("plugin/Parent.class"));

        stage.assertUnusable(
                stage.start(), "FAILED", Code.PROVIDER, "plugin.Parent", "put the library with plugin.Parent");
    }

    @Test
    void failsAStartThatTakesAMinute() {
        stage.configure("start-limit", "2s");

        unusable("slow-start", Code.START_TIMEOUT, "start took longer than 2000 ms", "plugins.start-limit");
    }

    @Test
    void failsTheCallThatNeedsAMissingClass() {
        stage.drop("bad.jar", PluginJar.of("missing-class").without("plugin/Helper.class"));

        failsCalls("missing-class", "plugin.Helper", "put the library with plugin.Helper");
    }

    @Test
    void failsTheCallThatAnswersNull() {
        stage.drop("bad.jar", PluginJar.of("null-answer"));

        failsCalls("null-answer", "the source answered null", "log");
    }

    @Test
    void failsTheCallThatDraftsMoreThanIsAllowed() {
        stage.drop("bad.jar", PluginJar.of("illegal-draft"));

        failsCalls("illegal-draft", "IllegalArgumentException", "log");
    }

    @Test
    void failsTheCallThatLooksForClassesOfTheServer() {
        stage.drop("bad.jar", PluginJar.of("class-peek"));

        failsCalls("class-peek", "PluginHost is a class of the server", "io.storyforge.runtime.spi only");
    }

    @Test
    void interruptsADraftThatDoesNotEnd() {
        stage.drop("bad.jar", PluginJar.of("endless-draft")).configure("endless-draft.call-limit", "100ms");
        Entry entry = stage.start();

        assertThat(stage.press("endless-draft")).isEqualTo(new Handoffs.Answer.PluginTimedOut("endless-draft"));

        eventually(() -> guard(entry).stuckThreads() == 0);
        assertThat(guard(entry).handoffCalls().counts().timedOut()).isEqualTo(1);
        stage.assertGoodAnswers();
    }

    @Test
    void countsThreadsThatIgnoreTheirInterruptUntilThePluginIsBusy() {
        System.clearProperty("spinning-draft.release");
        stage.drop("bad.jar", PluginJar.of("spinning-draft"))
                .configure("spinning-draft.call-limit", "100ms")
                .configure("spinning-draft.max-concurrent", "2");
        Entry entry = stage.start();

        assertThat(stage.press("spinning-draft")).isInstanceOf(Handoffs.Answer.PluginTimedOut.class);
        assertThat(stage.press("spinning-draft")).isInstanceOf(Handoffs.Answer.PluginTimedOut.class);
        assertThat(stage.press("spinning-draft")).isEqualTo(new Handoffs.Answer.PluginBusy("spinning-draft"));

        assertThat(guard(entry).stuckThreads()).isEqualTo(2);
        assertThat(guard(entry).lastError().orElseThrow().problem().message())
                .isEqualTo("a hand-off did not answer within 100 ms");
        stage.assertGoodAnswers();
        System.setProperty("spinning-draft.release", "yes");
        eventually(() -> guard(entry).stuckThreads() == 0 && guard(entry).running() == 0);
    }

    @Test
    void countsAToolThatIgnoresItsInterrupt() {
        System.clearProperty("spinning-tool.release");
        stage.drop("bad.jar", PluginJar.of("spinning-tool")).configure("tool-limit", "100ms");
        Entry entry = stage.start();
        Plugin plugin = entry.plugin().orElseThrow();

        assertThat(stage.work("spinning-tool.work")).isEqualTo(new Tools.Answer.TimedOut("spinning-tool.work"));

        assertThat(plugin.guard().stuckThreads()).isEqualTo(1);
        assertThat(plugin.guard().toolCalls().counts().timedOut()).isEqualTo(1);
        assertThat(stage.press("spinning-tool")).isInstanceOf(Handoffs.Answer.Drafted.class);
        stage.assertGoodAnswers();
    }

    @Test
    void stopsThoughAPluginLeftAThread() {
        System.clearProperty("thread-leak.release");
        stage.drop("bad.jar", PluginJar.of("thread-leak"));
        assertThat(stage.start().status().key()).isEqualTo("ACTIVE");
        stage.assertGoodAnswers();

        stage.host().close();

        assertThat(Thread.getAllStackTraces().keySet())
                .anyMatch(thread -> thread.getName().equals("leaked-by-plugin"));
    }

    @Test
    void ignoresACopyOfTheApiInThePlugin() throws IOException {
        byte[] spi;
        try (InputStream in = HandoffSource.class.getResourceAsStream("HandoffSource.class")) {
            spi = Objects.requireNonNull(in).readAllBytes();
        }
        stage.drop("plain.jar", PluginJar.of("plain").with("io/storyforge/runtime/spi/HandoffSource.class", spi));

        stage.start();

        assertThat(stage.press("plain")).isInstanceOf(Handoffs.Answer.Drafted.class);
        stage.assertGoodAnswers();
    }

    @Test
    void usesThePluginsOwnVersionOfALibrary() {
        PluginJar plugin = PluginJar.of("own-library");
        stage.drop("own/library.jar", plugin.split("org/assertj/")).drop("own/plugin.jar", plugin);

        stage.start();

        assertThat(stage.press("own-library")).isEqualTo(new Handoffs.Answer.Declined("自带"));
        stage.assertGoodAnswers();
    }

    @Test
    void readsResourcesInWhateverEncoding() {
        stage.drop(
                "resources.jar",
                PluginJar.of("resources").with("plugin/words.txt", "中文".getBytes(Charset.forName("GBK"))));

        stage.start();

        assertThat(stage.press("resources")).isEqualTo(new Handoffs.Answer.Declined("中文"));
        stage.assertGoodAnswers();
    }

    private void unusable(String name, Code code, String message, String hint) {
        stage.drop("bad.jar", PluginJar.of(name));

        stage.assertUnusable(stage.start(), "FAILED", code, message, hint);
    }

    private void failsCalls(String name, String message, String hint) {
        Entry entry = stage.start();
        for (int i = 0; i < 5; i++) {
            assertThat(stage.press(name)).isEqualTo(new Handoffs.Answer.PluginFailed(name));
        }

        assertThat(stage.press(name)).isInstanceOf(Handoffs.Answer.PluginQuarantined.class);
        assertThat(entry.status().key()).isEqualTo("QUARANTINED");
        assertThat(entry.status().problem()).hasValueSatisfying(problem -> {
            assertThat(problem.code()).isEqualTo(Code.CALLS);
            assertThat(problem.message()).contains(message);
            assertThat(problem.hint()).contains(hint);
        });
        assertThat(guard(entry).handoffCalls().counts().failed()).isEqualTo(5);
        stage.assertGoodAnswers();
    }

    private static PluginGuard guard(Entry entry) {
        return entry.guard().orElseThrow();
    }

    private static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("in time").isNegative();
            Thread.onSpinWait();
        }
    }
}
