package io.storyforge.runtime.execution;

import static io.storyforge.runtime.execution.RunStage.done;
import static io.storyforge.runtime.execution.RunStage.executor;
import static io.storyforge.runtime.execution.RunStage.step;
import static io.storyforge.runtime.spi.Effect.READ_ONLY;
import static io.storyforge.runtime.spi.Effect.REVERSIBLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.conversation.Message;
import io.storyforge.runtime.execution.Executor.StepOutcome;
import io.storyforge.runtime.governance.PolicyLayer;
import io.storyforge.runtime.governance.Scope;
import io.storyforge.runtime.run.EventType;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunCommand;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.run.StepStatus;
import io.storyforge.runtime.run.Waiting;
import io.storyforge.runtime.spi.Question;
import io.storyforge.runtime.testkit.HeardLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class RunEngineTest {
    @Test
    void worksThroughThePlanInOrder() {
        try (RunStage stage = new RunStage()) {
            stage.start(executor(
                    work -> done("完成 " + work.index() + " 之前 " + work.earlier().size())));

            Run run = stage.await(stage.confirmed(step(1, READ_ONLY), step(2, REVERSIBLE)), RunStatus.DONE);

            assertThat(run.result()).containsEntry("summary", "完成 1 之前 1");
            assertThat(run.head().state().summary()).isEqualTo("完成 1 之前 1");
            assertThat(stage.types(run))
                    .containsExactly(
                            EventType.CREATED,
                            EventType.CONFIRMED,
                            EventType.QUEUED,
                            EventType.STARTED,
                            EventType.STEP_STARTED,
                            EventType.STEP_FINISHED,
                            EventType.STEP_STARTED,
                            EventType.STEP_FINISHED,
                            EventType.DONE);
        }
    }

    @Test
    void startsTheNextRunOfTheLaneWhenOneEnds() {
        try (RunStage stage = new RunStage()) {
            CountDownLatch go = new CountDownLatch(1);
            stage.start(executor(work -> {
                await(go);
                return done("完成");
            }));
            Run first = stage.confirmed(step(1, READ_ONLY));
            Run second = stage.confirmed(step(1, READ_ONLY));
            assertThat(second.status()).isEqualTo(RunStatus.QUEUED);
            go.countDown();

            stage.await(second, RunStatus.DONE);

            assertThat(stage.stored(first).status()).isEqualTo(RunStatus.DONE);
        }
    }

    @Test
    void asksAndGoesOnWithTheAnswer() {
        try (RunStage stage = new RunStage()) {
            Question question = Question.ask("多少？").number("n", "数量", true).build();
            stage.start(executor(work -> {
                Map<String, Object> answer =
                        work.run().plan().steps().get(work.index()).progress().answer();
                return answer.isEmpty()
                        ? new StepOutcome.Asked(Waiting.Reason.TOOL, question)
                        : done("回答 " + answer.get("n"));
            }));
            Run blocked = stage.await(stage.confirmed(step(1, READ_ONLY)), RunStatus.BLOCKED);

            stage.command(blocked, new RunCommand.Answer("ann", Map.of("n", 3)));

            assertThat(stage.await(blocked, RunStatus.DONE).result()).containsEntry("summary", "回答 3");
        }
    }

    @Test
    void stopsAStepThatIsCancelledAndFreesTheLane() {
        try (RunStage stage = new RunStage()) {
            CountDownLatch working = new CountDownLatch(1);
            stage.start(executor(work -> {
                CountDownLatch cancelled = new CountDownLatch(1);
                work.cancellation().whenRequested(cancelled::countDown);
                working.countDown();
                await(cancelled);
                return new StepOutcome.Stopped();
            }));
            Run run = stage.confirmed(step(1, REVERSIBLE));
            Run next = stage.confirmed(step(1, REVERSIBLE));
            await(working);

            stage.command(run, new RunCommand.Cancel("ann", "不需要了"));

            Run cancelled = stage.await(run, RunStatus.CANCELLED);
            assertThat(cancelled.plan().steps().getFirst().status()).isEqualTo(StepStatus.SKIPPED);
            assertThat(stage.stored(next).status()).isEqualTo(RunStatus.RUNNING);
        }
    }

    @Test
    void failsARunWhoseStepCannotBeDone() {
        try (RunStage stage = new RunStage()) {
            stage.start(executor(work -> new StepOutcome.Failed("没有数据")));

            Run failed = stage.await(stage.confirmed(step(1, READ_ONLY)), RunStatus.FAILED);

            assertThat(failed.head().state().summary()).isEqualTo("没有数据");
            String session = failed.head().key().sessionId();
            List<Message> messages =
                    stage.store.read(records -> records.conversations().messages(session, Optional.empty(), 5));
            assertThat(messages)
                    .singleElement()
                    .satisfies(message -> assertThat(message.content()).contains("没有数据"));
        }
    }

    @Test
    void failsARunWhoseExecutorHasADefect() {
        for (Throwable defect : List.of(new IllegalStateException("defect"), new LinkageError("defect"))) {
            try (HeardLog log = new HeardLog(RunWorker.class);
                    RunStage stage = new RunStage()) {
                stage.start(executor(work -> fail(defect)));

                Run failed = stage.await(stage.confirmed(step(1, READ_ONLY)), RunStatus.FAILED);

                assertThat(failed.head().state().summary()).contains("内部错误");
                assertThat(log.awaited()).containsExactly("SEVERE run %s met a defect".formatted(failed.id()));
            }
        }
    }

    @Test
    void letsUnconfirmedRunsExpire() {
        try (RunStage stage = new RunStage()) {
            rule(stage, Map.of("confirm_within", "PT1H"));
            Run run = stage.created(step(1, READ_ONLY));
            stage.start(executor(work -> done("完成")));

            stage.now.updateAndGet(time -> time.plus(Duration.ofHours(1)));

            assertThat(stage.await(run, RunStatus.EXPIRED).status()).isEqualTo(RunStatus.EXPIRED);
        }
    }

    @Test
    void startsWaitingRunsWhenTheHaltIsLifted() {
        try (RunStage stage = new RunStage()) {
            CountDownLatch go = new CountDownLatch(1);
            stage.start(executor(work -> {
                await(go);
                return done("完成");
            }));
            Run first = stage.confirmed(step(1, READ_ONLY));
            Run second = stage.confirmed(step(1, READ_ONLY));
            rule(stage, Map.of("halt", true));
            go.countDown();
            stage.await(first, RunStatus.DONE);
            assertThat(stage.stored(second).status()).isEqualTo(RunStatus.QUEUED);

            rule(stage, Map.of());

            stage.await(second, RunStatus.DONE);
        }
    }

    @Test
    void endsACancelledRunWhoseStepDoesNotStopAndRefusesWhatItComesBackWith() {
        try (HeardLog log = new HeardLog(RunEngine.class);
                var _ = new HeardLog(RunWorker.class);
                RunStage stage = new RunStage()) {
            CountDownLatch working = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            CountDownLatch back = new CountDownLatch(1);
            stage.start(
                    executor(work -> {
                        working.countDown();
                        awaitStubbornly(go);
                        back.countDown();
                        return done("完成");
                    }),
                    Duration.ofMillis(50));
            Run run = stage.confirmed(step(1, REVERSIBLE));
            Run next = stage.confirmed(step(1, REVERSIBLE));
            await(working);

            stage.command(run, new RunCommand.Cancel("ann", "不需要了"));
            Run cancelled = stage.await(run, RunStatus.CANCELLED);
            go.countDown();
            await(back);

            assertThat(cancelled.plan().steps().getFirst().progress().detail()).contains("无法确认是否生效");
            assertThat(stage.await(next, RunStatus.DONE).status()).isEqualTo(RunStatus.DONE);
            assertThat(stage.types(run)).endsWith(EventType.CANCELLED).doesNotContain(EventType.STEP_FINISHED);
            assertThat(log.awaited()).singleElement().asString().contains("did not stop after a cancel");
        }
    }

    private static void rule(RunStage stage, Map<String, Object> rules) {
        boolean written = stage.store.write(records -> {
            records.policies().put(new PolicyLayer(Scope.SYSTEM, "default", rules, Optional.empty(), ""));
            return true;
        });
        assertThat(written).isTrue();
    }

    private static StepOutcome fail(Throwable defect) {
        switch (defect) {
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            default -> throw new AssertionError(defect);
        }
    }

    // As code that takes no notice of its interrupts.
    private static void awaitStubbornly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException ignored) { // on purpose
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
