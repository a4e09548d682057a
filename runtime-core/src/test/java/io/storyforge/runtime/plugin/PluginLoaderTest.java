package io.storyforge.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.plugin.PluginProblem.Code;
import io.storyforge.runtime.plugin.PluginRegistry.Entry;
import io.storyforge.runtime.testkit.HeardLog;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    private HeardLog log = new HeardLog(PluginHost.class);

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

        failsBesideAGoodOne("sample.Bad", Code.PROVIDER, "java.lang.IllegalStateException: no disk");
    }

    @Test
    void stepsOverAStaticInitialiserThatThrows() throws Exception {
        plugins.source("Bad", "bad", "static final int N = Integer.parseInt(\"many\");");

        failsBesideAGoodOne("sample.Bad", Code.PROVIDER, "java.lang.NumberFormatException: For input string: \"many\"");
    }

    @Test
    void stepsOverAPrivateConstructor() throws Exception {
        plugins.source("Bad", "bad", "private Bad() {}");

        failsBesideAGoodOne("unknown", Code.PROVIDER, "java.lang.NoSuchMethodException: sample.Bad.<init>()");
    }

    @Test
    void stepsOverAMissingSuperclass() throws Exception {
        plugins.source("Parent", "bad", "");
        plugins.compile("Bad", "public class Bad extends Parent {}");
        plugins.delete("Parent");

        failsBesideAGoodOne("unknown", Code.PROVIDER, "java.lang.ClassNotFoundException: sample.Parent");
    }

    @Test
    void stepsOverAMissingClassThatAMethodUses() throws Exception {
        plugins.compile("Used", "class Used {}");
        plugins.source("Bad", "bad", "public void start(StartContext context) { new Used(); }");
        plugins.delete("Used");

        failsBesideAGoodOne("bad", Code.START, "java.lang.ClassNotFoundException: sample.Used");
    }

    @Test
    void stepsOverAClassThatIsNoSource() throws Exception {
        plugins.compile("Bad", "public class Bad {}");

        failsBesideAGoodOne("unknown", Code.PROVIDER, "sample.Bad not a subtype");
    }

    @Test
    void stepsOverAClassThatIsNotThere() throws Exception {
        failsBesideAGoodOne("unknown", Code.PROVIDER, "Provider sample.Bad not found");
    }

    @Test
    void stepsOverASourceWithoutDescriptor() throws Exception {
        plugins.source("Parent", "bad", "");
        plugins.compile(
                "Bad", "public class Bad extends Parent { public SourceDescriptor descriptor() { return null; } }");

        failsBesideAGoodOne("sample.Bad", Code.DESCRIPTOR, "descriptor() answered null");
    }

    @Test
    void stepsOverToolsThatThrow() throws Exception {
        plugins.source("Bad", "bad", "public List<AgentTool> tools() { throw new AssertionError(\"no tools\"); }");

        failsBesideAGoodOne("sample.Bad", Code.DESCRIPTOR, "java.lang.AssertionError: no tools");
    }

    @Test
    void stepsOverAToolWithoutDescriptor() throws Exception {
        plugins.source("Bad", "bad", TOOL.formatted("null"));

        failsBesideAGoodOne("sample.Bad", Code.DESCRIPTOR, "descriptor() answered null");
    }

    @Test
    void stepsOverAStartThatThrows() throws Exception {
        plugins.source("Bad", "bad", """
                public void start(StartContext context) throws Exception {
                    throw new Exception("wrapped", new java.io.IOException("no network"));
                }
                """);

        failsBesideAGoodOne("bad", Code.START, "java.io.IOException: no network");
    }

    @Test
    void stepsOverAStartThatDoesNotEnd() throws Exception {
        plugins.source("Bad", "bad", """
                public void start(StartContext context) throws Exception {
                    new java.util.concurrent.CountDownLatch(1).await();
                }
                """);

        PluginRegistry registry = plugins.load(HURRIED, "Bad", "Good");

        failed(registry.entries().getFirst(), "bad", Code.START_TIMEOUT, "start took longer than 500 ms");
        isGood(registry.entries().getLast());
    }

    @Test
    void refusesBothOfTwoWithTheSameId() throws Exception {
        plugins.source("Twin", "twin", "").source("Other", "twin", "");

        PluginRegistry registry = plugins.load(LIMITS, "Twin", "Good", "Other");

        for (Entry entry :
                List.of(registry.entries().getFirst(), registry.entries().getLast())) {
            failed(
                    entry,
                    "twin",
                    Code.DUPLICATE_ID,
                    "the id 'twin' is there more than once: sample.Twin (class path), sample.Other (class path)");
        }
        isGood(registry.entries().get(1));
    }

    @Test
    void keepsTheFirstOfTwoWithTheSameTool() throws Exception {
        plugins.source("Bad", "bad", LOOK);

        PluginRegistry registry = plugins.load(LIMITS, "Good", "Bad");

        isGood(registry.entries().getFirst());
        failed(registry.entries().getLast(), "bad", Code.DUPLICATE_TOOL, "the plugin 'good' already has the tool look");
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

        failsBesideAGoodOne("bad", Code.DUPLICATE_TOOL, "the plugin brings the tool twin twice");
    }

    @Test
    void doesNotStartAPluginThatIsNotUsed() throws Exception {
        String property = "sample.started";
        plugins.source("Bad", "bad", LOOK + """
                public void start(StartContext context) { System.setProperty("%s", "yes"); }
                """.formatted(property));

        assertThat(plugins.load(LIMITS, "Good", "Bad").active()).hasSize(1);

        assertThat(System.getProperty(property)).isNull();
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

        failsBesideAGoodOne("bad", Code.START, "java.lang.Exception: ring");
    }

    private void failsBesideAGoodOne(String id, Code code, String message) throws IOException {
        PluginRegistry registry = plugins.load(LIMITS, "Bad", "Good");

        assertThat(registry.entries()).hasSize(2);
        Entry bad = registry.entries().stream()
                .filter(entry -> entry.plugin().isEmpty())
                .findFirst()
                .orElseThrow();
        failed(bad, id, code, message);
        isGood(registry.entry("good").orElseThrow());
        assertThat(log.messages())
                .filteredOn(line -> line.startsWith("WARNING"))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("plugin " + id, code.name(), message));
    }

    private static void failed(Entry entry, String id, Code code, String message) {
        assertThat(entry.id()).isEqualTo(id);
        assertThat(entry.plugin()).isEmpty();
        assertThat(entry.status().problem()).hasValueSatisfying(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.message()).contains(message);
            assertThat(problem.hint()).isNotBlank();
        });
    }

    private static void isGood(Entry entry) {
        assertThat(entry.id()).isEqualTo("good");
        assertThat(entry.status().key()).isEqualTo("ACTIVE");
        assertThat(entry.plugin()).isPresent();
    }
}
