package io.storyforge.runtime.execution;

import static io.storyforge.runtime.execution.RunStage.done;
import static io.storyforge.runtime.execution.RunStage.executor;
import static io.storyforge.runtime.execution.RunStage.step;
import static io.storyforge.runtime.spi.Effect.READ_ONLY;
import static io.storyforge.runtime.spi.Effect.REVERSIBLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.run.EventType;
import io.storyforge.runtime.run.PlanStep;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunCommand;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.run.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What an engine does about runs that an earlier start left at work. */
final class RunEngineRecoveryTest {
    @Test
    void repeatsAReadOnlyStepAfterARestart() {
        try (RunStage stage = new RunStage()) {
            Run run = interrupted(stage, step(1, READ_ONLY), step(2, READ_ONLY));
            AtomicInteger calls = new AtomicInteger();

            stage.start(executor(work -> done("次数 " + calls.incrementAndGet())));

            assertThat(stage.await(run, RunStatus.DONE).result()).containsEntry("summary", "次数 2");
            assertThat(stage.types(run)).contains(EventType.RECOVERED);
        }
    }

    @Test
    void asksAboutAStepWithEffectsAfterARestart() {
        try (RunStage stage = new RunStage()) {
            Run run = interrupted(stage, step(1, REVERSIBLE));
            AtomicInteger calls = new AtomicInteger();
            stage.start(executor(work -> done("次数 " + calls.incrementAndGet())));
            Run blocked = stage.await(run, RunStatus.BLOCKED);
            assertThat(blocked.waiting().map(Waiting::reason)).contains(Waiting.Reason.INTERRUPTED);

            stage.command(run, new RunCommand.Answer("ann", Map.of("decision", "done")));

            stage.await(run, RunStatus.DONE);
            assertThat(calls).hasValue(0);
        }
    }

    @Test
    void takesUpInterruptedRunsWhateverTheClockDid() {
        for (Duration jump : List.of(Duration.ofHours(-2), Duration.ZERO, Duration.ofHours(1))) {
            try (RunStage stage = new RunStage()) {
                Run run = interrupted(stage, step(1, READ_ONLY));
                // Somebody else's lease, which by the clock has not ended or never will.
                var _ = stage.store.write(records -> records.runs()
                        .claim(run.id(), "earlier", stage.now.get().plus(Duration.ofMinutes(5))));
                stage.now.updateAndGet(time -> time.plus(jump));
                long begun = System.nanoTime();

                stage.start(executor(work -> done("完成")));

                assertThat(stage.types(run)).contains(EventType.RECOVERED);
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
                stage.await(run, RunStatus.DONE);
            }
        }
    }

    private static Run interrupted(RunStage stage, PlanStep... steps) {
        Run run = stage.confirmed(steps);
        RunService.Outcome outcome =
                stage.store.write(records -> stage.service.apply(records, run, new RunCommand.StartStep(0)));
        assertThat(outcome).isInstanceOf(RunService.Outcome.Applied.class);
        return run;
    }
}
