package io.storyforge.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.governance.GovernanceSnapshot;
import io.storyforge.runtime.plugin.Tools.Answer;
import io.storyforge.runtime.project.StoredDocument;
import io.storyforge.runtime.run.Plan;
import io.storyforge.runtime.run.PlanStep;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.SampleRuns;
import io.storyforge.runtime.run.StepProgress;
import io.storyforge.runtime.run.StepStatus;
import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.store.InMemoryStore;
import io.storyforge.runtime.store.RunRecords.StepOutput;
import io.storyforge.runtime.testkit.HeardLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What comes of a step's call, and what the tool sees of its step. */
@Timeout(60) // latches without limits would hang a broken build
final class ToolsTest {
    private static final PluginLimits PATIENT =
            new PluginLimits(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20), 2);
    private static final PluginLimits HURRIED =
            new PluginLimits(Duration.ofSeconds(20), Duration.ofMillis(100), Duration.ofSeconds(20), 2);
    private static final ToolOutcome FINE = ToolOutcome.failed("好");

    private final InMemoryStore store = new InMemoryStore();
    private final AtomicReference<Instant> now = new AtomicReference<>(SampleRuns.NOW);
    private final CancelSignal cancellation = new CancelSignal();
    private final List<String> progress = new ArrayList<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final HeardLog log = new HeardLog(Tools.class);

    @AfterEach
    void closeAll() {
        release.countDown();
        log.close();
        store.close();
    }

    @Test
    void bringsWhatTheToolAnswered() {
        assertThat(tools(PATIENT, call -> FINE).call(step(Map.of()))).isEqualTo(new Answer.Answered(FINE));
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void saysThatNobodyBringsTheTool() {
        Tools tools = new Tools(SampleSource.registry(PATIENT, now::get, new SampleSource("board")), store, now::get);

        assertThat(tools.call(step(Map.of()))).isEqualTo(new Answer.NoTool("look"));
    }

    @Test
    void saysThatTheToolThrewAndLogsTheCause() {
        Tools tools = tools(PATIENT, call -> {
            throw new LinkageError("defect");
        });

        assertThat(tools.call(step(Map.of()))).isEqualTo(new Answer.ToolFailed("look"));
        assertThat(log.messages()).containsExactly("WARNING tool look failed in run " + SampleRuns.id(1));
    }

    @Test
    @SuppressWarnings("NullAway") // plugins need not be checked for null
    void takesNullForAFailure() {
        assertThat(tools(PATIENT, call -> null).call(step(Map.of()))).isEqualTo(new Answer.ToolFailed("look"));
        assertThat(log.messages()).hasSize(1);
    }

    @Test
    void givesUpOnAToolThatIsLate() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        Tools tools = tools(HURRIED, call -> {
            try {
                new CountDownLatch(1).await();
                return FINE;
            } finally {
                interrupted.countDown();
            }
        });

        assertThat(tools.call(step(Map.of()))).isEqualTo(new Answer.TimedOut("look"));
        interrupted.await();
    }

    @Test
    void saysThatThePluginStayedBusyForTheWholeLimit() {
        PluginRegistry plugins =
                SampleSource.registry(HURRIED, now::get, new SampleSource("board").tool("look", call -> FINE));
        CallGuard guard = plugins.forScreen("board").orElseThrow().guard().tools();
        List<GuardedCall<Boolean>> others = List.of(guard.begin(this::released), guard.begin(this::released));

        Answer answer = new Tools(plugins, store, now::get).call(step(Map.of()));

        assertThat(answer).isEqualTo(new Answer.Busy("look"));
        release.countDown();
        assertThat(others)
                .allSatisfy(other ->
                        assertThat(other.await(PATIENT.tool())).isEqualTo(new CallGuard.Outcome.Answered<>(true)));
    }

    @Test
    void waitsForAPlaceAndGivesTheToolItsWholeTimeThen() throws Exception {
        AtomicReference<Instant> deadline = new AtomicReference<>(Instant.EPOCH);
        PluginRegistry plugins =
                SampleSource.registry(PATIENT, now::get, new SampleSource("board").tool("look", call -> {
                            deadline.set(call.deadline());
                            return FINE;
                        }));
        CallGuard guard = plugins.forScreen("board").orElseThrow().guard().tools();
        List<GuardedCall<Boolean>> others = List.of(guard.begin(this::released), guard.begin(this::released));
        FutureTask<Answer> called = begun(new Tools(plugins, store, now::get));

        now.set(SampleRuns.NOW.plusSeconds(15));
        release.countDown();

        assertThat(called.get()).isEqualTo(new Answer.Answered(FINE));
        assertThat(deadline).hasValue(SampleRuns.NOW.plusSeconds(15).plus(PATIENT.tool()));
        assertThat(others).hasSize(2);
    }

    @Test
    void tellsTheToolOfTheCancelAtOnce() throws Exception {
        Tools tools = tools(PATIENT, call -> {
            CountDownLatch cancelled = new CountDownLatch(1);
            cancellation.whenRequested(cancelled::countDown);
            entered.countDown();
            cancelled.await();
            assertThat(call.cancellation().requested()).isTrue();
            call.cancellation().throwIfRequested();
            return FINE;
        });
        FutureTask<Answer> called = begun(tools);
        entered.await();

        cancellation.request();

        assertThat(called.get()).isEqualTo(new Answer.ToolFailed("look"));
        assertThat(log.messages()).as("a cancel is no failure to log").isEmpty();
    }

    @Test
    void interruptsAToolThatDoesNotLookAtItsCancellation() throws Exception {
        AtomicReference<Class<?>> thrown = new AtomicReference<>(CancellationException.class);
        Tools tools = tools(PATIENT, call -> {
            entered.countDown();
            try {
                new CountDownLatch(1).await();
                return FINE;
            } catch (InterruptedException e) {
                thrown.set(InterruptedException.class);
                throw e;
            }
        });
        FutureTask<Answer> called = begun(tools);
        entered.await();

        cancellation.request();

        assertThat(called.get()).isEqualTo(new Answer.ToolFailed("look"));
        assertThat(thrown.get()).isEqualTo(InterruptedException.class);
    }

    @Test
    void showsTheStepToTheTool() {
        Tools tools = tools(PATIENT, call -> {
            assertThat(call.runId()).isEqualTo(SampleRuns.id(1));
            assertThat(call.arguments()).isEqualTo(Content.of(Map.of("account", "时尚")));
            assertThat(call.answer()).isEmpty();
            assertThat(call.governance().effectivePolicy().number("max_steps")).hasValue(12);
            assertThat(call.settings().text("key")).isEmpty();
            assertThat(call.clock().instant()).isEqualTo(SampleRuns.NOW);
            assertThat(call.deadline()).isEqualTo(SampleRuns.NOW.plus(PATIENT.tool()));
            assertThat(call.cancellation().requested()).isFalse();
            call.progress("一半");
            return FINE;
        });

        assertThat(tools.call(step(Map.of()))).isEqualTo(new Answer.Answered(FINE));
        assertThat(progress).containsExactly("一半");
    }

    @Test
    void showsTheAnswerOfThePerson() {
        Tools tools = tools(PATIENT, call -> {
            assertThat(call.answer()).contains(Content.of(Map.of("n", 3)));
            return FINE;
        });

        assertThat(tools.call(step(Map.of("n", 3)))).isEqualTo(new Answer.Answered(FINE));
    }

    @Test
    void showsTheLatestOutputOfATool() {
        Tools tools = tools(PATIENT, call -> {
            assertThat(call.outputOf("read")).contains(Content.of(Map.of("n", 2)));
            assertThat(call.outputOf("write")).contains(Content.empty());
            assertThat(call.outputOf("absent")).isEmpty();
            return FINE;
        });
        List<StepOutput> earlier = List.of(
                new StepOutput(0, "read", Map.of("summary", "一", "output", Map.of("n", 1))),
                new StepOutput(1, "read", Map.of("summary", "二", "output", Map.of("n", 2))),
                new StepOutput(2, "write", Map.of("summary", "三", "output", Map.of())));

        Answer answer = tools.call(new Tools.Step(run(Map.of()), 0, earlier, cancellation, progress::add));

        assertThat(answer).isEqualTo(new Answer.Answered(FINE));
    }

    @Test
    void showsTheDocumentsOfTheRunsProject() {
        boolean added = store.write(records -> records.documents()
                .put(
                        SampleRuns.LANE.projectId(),
                        "accounts",
                        new StoredDocument("a", Content.of(Map.of("n", 1)), SampleRuns.NOW)));
        Tools tools = tools(PATIENT, call -> {
            assertThat(call.documents().count("accounts")).isEqualTo(1);
            assertThat(call.documents().count("absent")).isZero();
            assertThat(call.documents().find("accounts", "a")).isPresent();
            return FINE;
        });

        assertThat(added).isTrue();
        assertThat(tools.call(step(Map.of()))).isEqualTo(new Answer.Answered(FINE));
    }

    @Test
    void asksForNoPolicyOfARunWithoutProject() {
        Tools tools = tools(PATIENT, call -> {
            assertThat(call.governance().effectivePolicy()).isEqualTo(Content.empty());
            assertThat(call.governance().layers()).isEmpty();
            assertThat(call.governance().activeAdminOverrideNotice()).isEqualTo(Content.empty());
            return FINE;
        });
        Run run = run(Map.of());
        Run projectless =
                new Run(run.head(), GovernanceSnapshot.blank("douyin"), run.plan(), run.result(), run.waiting());

        assertThat(tools.call(new Tools.Step(projectless, 0, List.of(), cancellation, progress::add)))
                .isEqualTo(new Answer.Answered(FINE));
    }

    private boolean released() throws InterruptedException {
        release.await();
        return true;
    }

    private FutureTask<Answer> begun(Tools tools) {
        FutureTask<Answer> called = new FutureTask<>(() -> tools.call(step(Map.of())));
        Thread.startVirtualThread(called);
        return called;
    }

    private Tools tools(PluginLimits limits, SampleSource.Working how) {
        return new Tools(
                SampleSource.registry(limits, now::get, new SampleSource("board").tool("look", how)), store, now::get);
    }

    private Tools.Step step(Map<String, Object> answer) {
        return new Tools.Step(run(answer), 0, List.of(), cancellation, progress::add);
    }

    private static Run run(Map<String, Object> answer) {
        StepProgress running =
                new StepProgress(StepStatus.RUNNING, "", answer, Optional.of(SampleRuns.NOW), Optional.empty(), 1);
        PlanStep step = new PlanStep("s1", "看", "look", Map.of("account", "时尚"), Effect.READ_ONLY, "", running);
        return SampleRuns.unconfirmed(new Plan("目标", 1, List.of(step)));
    }
}
