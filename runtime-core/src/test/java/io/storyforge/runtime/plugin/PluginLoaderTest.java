package io.storyforge.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.plugin.PluginRegistry.Entry;
import io.storyforge.runtime.testkit.HeardLog;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A plugin that cannot be used, beside one that can. */
@Timeout(60) // latches without limits would hang a broken build
final class PluginLoaderTest {
    private static final PluginLimits LIMITS =
            new PluginLimits(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(5), 2);
    private static final PluginLimits HURRIED =
            new PluginLimits(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofMillis(500), 2);
    private static final String TOOL = """
            public List<AgentTool> tools() {
                return List.of(new AgentTool() {
                    public ToolDescriptor descriptor() {
                        return %s;
                    }
                    public ToolOutcome call(ToolCall call) {
                        return ToolOutcome.failed("不");
                    }
                });
            }
            """;
    private static final String LOOK = TOOL.formatted("ToolDescriptor.of(\"look\", \"看\", Effect.READ_ONLY)");

    @TempDir
    private Path folder;

    private PluginFolder plugins = new PluginFolder(Path.of(""));
    private HeardLog log = new HeardLog(PluginLoader.class);

    @BeforeEach
    void compileAGoodPlugin() throws URISyntaxException {
        plugins = new PluginFolder(folder).source("Good", "good", LOOK);
    }

    @AfterEach
    void closeAll() throws IOException {
        plugins.close();
        log.close();
    }

    @Test
    void startsAGoodPlugin() throws Exception {
        PluginRegistry registry = plugins.load(LIMITS, "Good");

        assertThat(registry.entries()).singleElement().satisfies(PluginLoaderTest::isGood);
        assertThat(registry.forScreen("good")).isPresent();
        assertThat(registry.tool("look")).isPresent();
        assertThat(registry.toolDescriptor("absent")).isEmpty();
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void findsNothingWherePluginsAreNotNamed() throws Exception {
        assertThat(plugins.load(LIMITS).entries()).isEmpty();
    }

    @Test
    void stepsOverAConstructorThatThrows() throws Exception {
        plugins.source("Bad", "bad", "public Bad() { throw new IllegalStateException(\"no disk\"); }");

        failsBesideAGoodOne("sample.Bad", "start", "java.lang.IllegalStateException: no disk");
    }

    @Test
    void stepsOverAStaticInitialiserThatThrows() throws Exception {
        plugins.source("Bad", "bad", "static final int N = Integer.parseInt(\"many\");");

        failsBesideAGoodOne("sample.Bad", "start", "java.lang.NumberFormatException: For input string: \"many\"");
    }

    @Test
    void stepsOverAPrivateConstructor() throws Exception {
        plugins.source("Bad", "bad", "private Bad() {}");

        failsBesideAGoodOne("unknown", "load", "java.lang.NoSuchMethodException: sample.Bad.<init>()");
    }

    @Test
    void stepsOverAMissingSuperclass() throws Exception {
        plugins.source("Parent", "bad", "");
        plugins.compile("Bad", "public class Bad extends Parent {}");
        plugins.delete("Parent");

        failsBesideAGoodOne("unknown", "load", "java.lang.ClassNotFoundException: sample.Parent");
    }

    @Test
    void stepsOverAMissingClassThatAMethodUses() throws Exception {
        plugins.compile("Used", "class Used {}");
        plugins.source("Bad", "bad", "public void start(StartContext context) { new Used(); }");
        plugins.delete("Used");

        failsBesideAGoodOne("sample.Bad", "start", "java.lang.ClassNotFoundException: sample.Used");
    }

    @Test
    void stepsOverAClassThatIsNoSource() throws Exception {
        plugins.compile("Bad", "public class Bad {}");

        failsBesideAGoodOne("unknown", "load", "sample.Bad not a subtype");
    }

    @Test
    void stepsOverAClassThatIsNotThere() throws Exception {
        failsBesideAGoodOne("unknown", "load", "Provider sample.Bad not found");
    }

    @Test
    void stepsOverASourceWithoutDescriptor() throws Exception {
        plugins.source("Parent", "bad", "");
        plugins.compile(
                "Bad", "public class Bad extends Parent { public SourceDescriptor descriptor() { return null; } }");

        failsBesideAGoodOne("sample.Bad", "start", "descriptor() answered null");
    }

    @Test
    void stepsOverToolsThatThrow() throws Exception {
        plugins.source("Bad", "bad", "public List<AgentTool> tools() { throw new AssertionError(\"no tools\"); }");

        failsBesideAGoodOne("sample.Bad", "start", "java.lang.AssertionError: no tools");
    }

    @Test
    void stepsOverAToolWithoutDescriptor() throws Exception {
        plugins.source("Bad", "bad", TOOL.formatted("null"));

        failsBesideAGoodOne("sample.Bad", "start", "descriptor() answered null");
    }

    @Test
    void stepsOverAStartThatThrows() throws Exception {
        plugins.source("Bad", "bad", """
                public void start(StartContext context) throws Exception {
                    throw new Exception("wrapped", new java.io.IOException("no network"));
                }
                """);

        failsBesideAGoodOne("sample.Bad", "start", "java.io.IOException: no network");
    }

    @Test
    void stepsOverAStartThatDoesNotEnd() throws Exception {
        plugins.source("Bad", "bad", """
                public void start(StartContext context) throws Exception {
                    new java.util.concurrent.CountDownLatch(1).await();
                }
                """);

        PluginRegistry registry = plugins.load(HURRIED, "Bad", "Good");

        failed(registry.entries().getFirst(), "sample.Bad", "start", "did not start within PT0.5S");
        isGood(registry.entries().getLast());
    }

    @Test
    void keepsTheFirstOfTwoWithTheSameScreen() throws Exception {
        plugins.source("Bad", "good", "");

        PluginRegistry registry = plugins.load(LIMITS, "Good", "Bad");

        isGood(registry.entries().getFirst());
        failed(registry.entries().getLast(), "good", "register", "another plugin already serves the screen");
    }

    @Test
    void keepsTheFirstOfTwoWithTheSameTool() throws Exception {
        plugins.source("Bad", "bad", LOOK);

        PluginRegistry registry = plugins.load(LIMITS, "Good", "Bad");

        isGood(registry.entries().getFirst());
        failed(registry.entries().getLast(), "bad", "register", "another plugin already brings the tool look");
        assertThat(registry.forScreen("bad")).isEmpty();
        assertThat(registry.tool("look").map(owned -> owned.plugin().id())).contains("good");
    }

    @Test
    void refusesAPluginThatBringsAToolTwice() throws Exception {
        plugins.source("Twin", "bad", TOOL.formatted("ToolDescriptor.of(\"twin\", \"双\", Effect.READ_ONLY)"));
        plugins.compile("Bad", """
                public class Bad extends Twin {
                    public List<AgentTool> tools() {
                        return List.of(super.tools().getFirst(), super.tools().getFirst());
                    }
                }
                """);

        failsBesideAGoodOne("bad", "register", "the plugin brings the tool twin twice");
    }

    @Test
    void keepsNoScreenForAPluginThatIsNotUsed() throws Exception {
        plugins.source("Bad", "bad", LOOK).source("Late", "bad", "");

        PluginRegistry registry = plugins.load(LIMITS, "Good", "Bad", "Late");

        assertThat(registry.entries())
                .extracting(entry -> entry.status().key())
                .containsExactly("ACTIVE", "FAILED", "ACTIVE");
    }

    @Test
    void stopsAPluginThatIsNotUsedThoughItStarted() throws Exception {
        String property = "sample.stopped";
        plugins.source(
                "Bad", "good", "public void stop() { System.setProperty(\"%s\", \"yes\"); }".formatted(property));
        try {
            assertThat(plugins.load(LIMITS, "Good", "Bad").active()).hasSize(1);

            assertThat(System.getProperty(property)).isEqualTo("yes");
        } finally {
            System.clearProperty(property);
        }
    }

    @Test
    void namesTheFirstCausesOfARingOfCauses() throws Exception {
        plugins.source("Bad", "bad", """
                public void start(StartContext context) throws Exception {
                    Exception first = new Exception("ring");
                    Exception second = new Exception("ring", first);
                    first.initCause(second);
                    throw first;
                }
                """);

        failsBesideAGoodOne("sample.Bad", "start", "java.lang.Exception: ring");
    }

    private void failsBesideAGoodOne(String id, String phase, String message) throws IOException {
        PluginRegistry registry = plugins.load(LIMITS, "Bad", "Good");

        assertThat(registry.entries()).hasSize(2);
        failed(registry.entries().getFirst(), id, phase, message);
        isGood(registry.entries().getLast());
        assertThat(log.messages()).containsExactly("WARNING plugin %s failed to %s".formatted(id, phase));
    }

    private static void failed(Entry entry, String id, String phase, String message) {
        assertThat(entry.id()).isEqualTo(id);
        assertThat(entry.plugin()).isEmpty();
        assertThat(entry.status()).isInstanceOfSatisfying(PluginStatus.Failed.class, status -> {
            assertThat(status.phase()).isEqualTo(phase);
            assertThat(status.message()).contains(message);
            assertThat(status.hint()).contains("log");
        });
    }

    private static void isGood(Entry entry) {
        assertThat(entry.id()).isEqualTo("good");
        assertThat(entry.status()).isEqualTo(new PluginStatus.Active());
        assertThat(entry.plugin()).isPresent();
    }
}
