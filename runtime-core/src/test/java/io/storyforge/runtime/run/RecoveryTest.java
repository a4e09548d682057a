package io.storyforge.runtime.run;

import static io.storyforge.runtime.run.SampleRuns.NOW;
import static io.storyforge.runtime.run.SampleRuns.accept;
import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.run.RunDecision.Accepted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RecoveryTest {
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final RunCommand RECOVER = new RunCommand.Recover();

    @Test
    void repeatsAnInterruptedReadOnlyStep() {
        Accepted accepted = accept(Situations.inStep(), RECOVER, LATER);

        assertThat(accepted.run().status()).isEqualTo(RunStatus.RUNNING);
        assertThat(accepted.run().plan().steps().getFirst().progress()).isEqualTo(StepProgress.PENDING);
        assertThat(types(accepted)).containsExactly(EventType.RECOVERED);
    }

    @Test
    void keepsThePersonsAnswerForTheRepeatedStep() {
        Run answered = Situations.after(
                Situations.blocked(), new RunCommand.Answer("user-1", Map.of("count", 3)), Situations.START);

        Accepted accepted = accept(answered, RECOVER, LATER);

        StepProgress progress = accepted.run().plan().steps().getFirst().progress();
        assertThat(progress.status()).isEqualTo(StepStatus.PENDING);
        assertThat(progress.answer()).isEqualTo(Map.of("count", 3));
    }

    @Test
    void asksAboutAnInterruptedStepWithEffects() {
        Accepted accepted = accept(Situations.inStepWithEffects(), RECOVER, LATER);

        assertThat(accepted.run().status()).isEqualTo(RunStatus.BLOCKED);
        Waiting waiting = accepted.run().waiting().orElseThrow();
        assertThat(waiting.reason()).isEqualTo(Waiting.Reason.INTERRUPTED);
        assertThat(waiting.stepIndex()).isEqualTo(1);
        assertThat(waiting.question().prompt()).contains("写入策略");
        assertThat(waiting.question().fields().getFirst().choices().keySet()).containsExactly("repeat", "done");
        assertThat(types(accepted)).containsExactly(EventType.BLOCKED);
    }

    @Test
    void goesOnBetweenSteps() {
        Run between = Situations.after(Situations.inStep(), Situations.FINISH);

        Accepted accepted = accept(between, RECOVER, LATER);

        assertThat(accepted.run().plan()).isEqualTo(between.plan());
        assertThat(types(accepted)).containsExactly(EventType.RECOVERED);
    }

    @Test
    void doesNotRunFinishedStepsAgain() {
        Accepted accepted = accept(Situations.inStepWithEffects(), RECOVER, LATER);

        assertThat(accepted.run().plan().steps().getFirst().status()).isEqualTo(StepStatus.DONE);
    }

    @Test
    void carriesOutACancelThatTheCrashInterrupted() {
        Run cancelling = Situations.after(Situations.inStepWithEffects(), Situations.CANCEL);

        Accepted accepted = accept(cancelling, RECOVER, LATER);

        assertThat(accepted.run().status()).isEqualTo(RunStatus.CANCELLED);
        StepProgress interrupted = accepted.run().plan().steps().get(1).progress();
        assertThat(interrupted.status()).isEqualTo(StepStatus.SKIPPED);
        assertThat(interrupted.detail()).isEqualTo("服务中断时正在执行，无法确认是否生效");
        assertThat(accepted.events().getFirst().details()).containsEntry("recovered", true);
    }

    @Test
    void saysThatAReadOnlyStepWasNotFinishedWhenACancelIsCarriedOut() {
        Run cancelling = Situations.after(Situations.inStep(), Situations.CANCEL);

        Accepted accepted = accept(cancelling, RECOVER, LATER);

        assertThat(accepted.run().plan().steps().getFirst().progress().detail()).isEqualTo("取消时未完成");
    }

    @Test
    void cancelsAtOnceWhenNothingIsBeingDone() {
        for (Run run : List.of(Situations.unconfirmed(), Situations.queued(), Situations.blocked())) {
            Accepted accepted = accept(run, Situations.CANCEL, LATER);

            assertThat(accepted.run().status()).isEqualTo(RunStatus.CANCELLED);
            assertThat(accepted.run().waiting()).isEmpty();
            assertThat(accepted.run().head().state().blockedReason()).isEmpty();
            assertThat(accepted.run().head().state().times().finished()).contains(LATER);
            assertThat(types(accepted)).containsExactly(EventType.CANCELLED);
            assertThat(accepted.events().getFirst().details())
                    .containsEntry("by", "user-1")
                    .containsEntry("reason", "不需要了");
        }
    }

    @Test
    void waitsForTheExecutorWhenARunningRunIsCancelled() {
        Accepted accepted = accept(Situations.inStep(), Situations.CANCEL, LATER);

        assertThat(accepted.run().status()).isEqualTo(RunStatus.CANCELLING);
        assertThat(accepted.run().head().state().times().finished()).isEmpty();
        assertThat(types(accepted)).containsExactly(EventType.CANCELLING);
        assertThat(accepted.events().getFirst().details()).isEqualTo(Map.of("by", "user-1", "reason", "不需要了"));
    }

    @Test
    void accountsForDoneAndNotDoneStepsAfterACancel() {
        Run cancelling = Situations.after(Situations.inStepWithEffects(), Situations.CANCEL);

        Accepted accepted = accept(cancelling, new RunCommand.AcknowledgeCancel(), LATER);

        assertThat(accepted.run().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(accepted.run().plan().steps().get(1).status()).isEqualTo(StepStatus.SKIPPED);
        assertThat(accepted.run().plan().steps().get(2).status()).isEqualTo(StepStatus.PENDING);
        String third = SampleRuns.plan().steps().get(2).title();
        assertThat(accepted.events().getFirst().details())
                .containsEntry("done_steps", List.of("读取账号"))
                .containsEntry("not_done_steps", List.of("写入策略", third));
    }

    @Test
    void countsAStepThatFinishedDuringTheCancelAsDone() {
        Run cancelling = Situations.after(Situations.inStep(), Situations.CANCEL, Situations.FINISH);

        Accepted accepted = accept(cancelling, new RunCommand.AcknowledgeCancel(), LATER);

        assertThat(accepted.events().getFirst().details()).containsEntry("done_steps", List.of("读取账号"));
    }

    @Test
    void saysThatAStepWithEffectsMayStillTakeEffectWhenItDidNotStopAfterACancel() {
        Run cancelling = Situations.after(Situations.inStepWithEffects(), Situations.CANCEL);

        Accepted accepted = accept(cancelling, new RunCommand.EndCancel(), LATER);

        assertThat(accepted.run().status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(accepted.run().plan().steps().get(1).progress().detail()).contains("无法确认是否生效");
        assertThat(accepted.events().getFirst().details())
                .containsEntry("unacknowledged", true)
                .containsEntry("done_steps", List.of("读取账号"));
    }

    private static List<EventType> types(Accepted accepted) {
        return accepted.events().stream().map(NewEvent::type).toList();
    }
}
