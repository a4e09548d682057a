package io.storyforge.runtime.execution;

import static io.storyforge.runtime.execution.RunStage.done;
import static io.storyforge.runtime.execution.RunStage.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.execution.Executor.StepOutcome;
import io.storyforge.runtime.execution.Executor.StepWork;
import io.storyforge.runtime.run.Plan;
import io.storyforge.runtime.run.PlanStep;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.run.StepStatus;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.store.InMemoryStore;
import io.storyforge.runtime.store.RuntimeStore;
import io.storyforge.runtime.testkit.Front;
import io.storyforge.runtime.testkit.HeardLog;
import io.storyforge.runtime.testkit.StoreFront;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs whose plan, store or executor is not as it should be. */
@Timeout(60) // latches without limits would hang a broken build
final class RunWorkerTest {
    private static final String PLAN_DIFFERS = "计划与确认时的不一致，已停止，没有执行后面的步骤。";

    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void executesNothingOfAPlanThatNobodyConfirmed() {
        try (RunStage stage = new RunStage()) {
            Run run = stage.confirmed(step(1, Effect.READ_ONLY));
            PlanStep worse = PlanStep.planned("s1", "步骤 1", "tool-1", Map.of("all", true), Effect.READ_ONLY, "");
            replace(stage, run, new Plan("目标", 1, List.of(worse)));

            stage.start(executor(work -> done("完成")));

            Run failed = stage.await(run, RunStatus.FAILED);
            assertThat(failed.head().state().summary()).isEqualTo(PLAN_DIFFERS);
            assertThat(failed.plan().steps()).extracting(PlanStep::status).doesNotContain(StepStatus.DONE);
            assertThat(calls).hasValue(0);
        }
    }

    @Test
    void stopsBeforeTheNextStepWhenThePlanChangesUnderway() {
        try (RunStage stage = new RunStage()) {
            stage.start(executor(work -> {
                Run run = work.run();
                PlanStep first = run.plan().steps().getFirst();
                replace(stage, run, new Plan("目标", 1, List.of(first, step(3, Effect.IRREVERSIBLE))));
                return done("完成");
            }));

            Run failed = stage.await(
                    stage.confirmed(step(1, Effect.READ_ONLY), step(2, Effect.READ_ONLY)), RunStatus.FAILED);

            assertThat(failed.head().state().summary()).isEqualTo(PLAN_DIFFERS);
            assertThat(failed.plan().steps().getFirst().status()).isEqualTo(StepStatus.DONE);
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void goesOnWithADetailThatWasReworded() {
        try (RunStage stage = new RunStage()) {
            Run run = stage.confirmed(step(1, Effect.READ_ONLY));
            PlanStep reworded = PlanStep.planned("s1", "步骤 1", "tool-1", Map.of(), Effect.READ_ONLY, "换个说法");
            replace(stage, run, new Plan("目标", 1, List.of(reworded)));

            stage.start(executor(work -> done("完成")));

            stage.await(run, RunStatus.DONE);
        }
    }

    @Test
    void failsTheRunAndFreesTheLaneWhenADefectShowsBetweenSteps() {
        AtomicBoolean defective = new AtomicBoolean(true);
        Front.RunsCall defect = (runs, method, arguments) -> {
            if (method.getName().equals("outputs") && calls.get() == 1 && defective.get()) {
                throw new IllegalStateException("defect between steps");
            }
            return method.invoke(runs, arguments);
        };
        RuntimeStore store = new StoreFront(new InMemoryStore(), records -> Front.runs(records, defect));
        CountDownLatch go = new CountDownLatch(1);
        try (HeardLog log = new HeardLog(RunWorker.class);
                RunStage stage = new RunStage(store)) {
            stage.start(executor(work -> {
                await(go);
                return done("完成");
            }));
            Run run = stage.confirmed(step(1, Effect.READ_ONLY), step(2, Effect.READ_ONLY));
            Run next = stage.confirmed(step(1, Effect.READ_ONLY));
            store.onCommit(events ->
                    events.stream().filter(event -> failed(event, run)).forEach(event -> defective.set(false)));
            go.countDown();

            Run failed = stage.await(run, RunStatus.FAILED);

            assertThat(failed.head().state().summary()).contains("内部错误");
            assertThat(failed.plan().steps().getFirst().status()).isEqualTo(StepStatus.DONE);
            assertThat(log.awaited()).containsExactly("SEVERE run %s met a defect".formatted(run.id()));
            stage.await(next, RunStatus.DONE);
        }
    }

    @Test
    void failsTheStepOfAnExecutorThatStopsWithoutACancel() {
        try (RunStage stage = new RunStage()) {
            stage.start(executor(work -> new StepOutcome.Stopped()));

            Run failed = stage.await(stage.confirmed(step(1, Effect.READ_ONLY)), RunStatus.FAILED);

            assertThat(failed.head().state().summary()).isEqualTo("步骤没有完成就停止了。");
            assertThat(failed.plan().steps().getFirst().status()).isEqualTo(StepStatus.FAILED);
        }
    }

    private static boolean failed(RunEvent event, Run run) {
        return event.place().runId().equals(run.id()) && event.content().statusAfter() == RunStatus.FAILED;
    }

    private static void replace(RunStage stage, Run run, Plan plan) {
        Run altered = new Run(run.head(), run.governance(), plan, run.result(), run.waiting());
        String id = stage.store.write(records -> {
            records.runs().update(altered, List.of(), stage.now.get());
            return altered.id();
        });
        assertThat(stage.stored(run).plan()).as("plan of %s", id).isEqualTo(plan);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Executor executor(Function<StepWork, StepOutcome> how) {
        return new Executor() {
            @Override
            public String key() {
                return "tools";
            }

            @Override
            public StepOutcome perform(StepWork work) {
                calls.incrementAndGet();
                return how.apply(work);
            }
        };
    }
}
