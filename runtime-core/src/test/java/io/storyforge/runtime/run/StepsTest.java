package io.storyforge.runtime.run;

import static io.storyforge.runtime.run.SampleRuns.NOW;
import static io.storyforge.runtime.run.SampleRuns.accept;
import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.run.RunDecision.Accepted;
import io.storyforge.runtime.run.RunDecision.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StepsTest {
    private static final Instant LATER = NOW.plusSeconds(5);

    @Test
    void beginsTheNextStep() {
        Accepted accepted = accept(Situations.running(), Situations.START, LATER);

        StepProgress progress = progress(accepted, 0);
        assertThat(progress.status()).isEqualTo(StepStatus.RUNNING);
        assertThat(progress.started()).contains(LATER);
        NewEvent event = accepted.events().getFirst();
        assertThat(event.type()).isEqualTo(EventType.STEP_STARTED);
        assertThat(event.summary()).isEqualTo("读取账号");
        assertThat(event.details()).isEqualTo(Map.of("step_id", "s1", "index", 0, "title", "读取账号", "detail", ""));
    }

    @Test
    void refusesStepsOutOfOrderOrOutsideThePlan() {
        for (int index : new int[] {-1, 1, 2, 3, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThat(decide(Situations.running(), new RunCommand.StartStep(index)))
                    .isInstanceOf(Refused.class);
        }
        assertThat(decide(Situations.stepsDone(), new RunCommand.StartStep(-1))).isInstanceOf(Refused.class);
    }

    @Test
    void refusesASecondStepWhileOneIsBeingDone() {
        assertThat(decide(Situations.inStep(), new RunCommand.StartStep(1))).isInstanceOf(Refused.class);
    }

    @Test
    void refusesWordsOfAnExecutorOnAnotherStep() {
        for (int index : new int[] {-1, 1, 3}) {
            assertThat(decide(Situations.inStep(), new RunCommand.ReportProgress(index, "x")))
                    .isInstanceOf(Refused.class);
            assertThat(decide(Situations.inStep(), new RunCommand.FinishStep(index, "x")))
                    .isInstanceOf(Refused.class);
            assertThat(decide(Situations.inStep(), new RunCommand.FailStep(index, "x")))
                    .isInstanceOf(Refused.class);
            assertThat(decide(
                            Situations.inStep(),
                            new RunCommand.AskPerson(Waiting.Reason.TOOL, index, Situations.QUESTION)))
                    .isInstanceOf(Refused.class);
            assertThat(decide(Situations.running(), new RunCommand.FinishStep(index, "x")))
                    .isInstanceOf(Refused.class);
        }
    }

    @Test
    void keepsTheNewestProgress() {
        Run run = Situations.after(Situations.inStep(), new RunCommand.ReportProgress(0, "18 / 30"));

        Accepted accepted = accept(run, new RunCommand.ReportProgress(0, "25 / 30"), LATER);

        assertThat(progress(accepted, 0).detail()).isEqualTo("25 / 30");
        assertThat(accepted.events().getFirst().type()).isEqualTo(EventType.STEP_PROGRESS);
        assertThat(accepted.events().getFirst().details()).containsEntry("detail", "25 / 30");
    }

    @Test
    void finishesTheStepWithItsTimes() {
        Accepted accepted = accept(Situations.inStep(), Situations.FINISH, LATER);

        StepProgress progress = progress(accepted, 0);
        assertThat(progress.status()).isEqualTo(StepStatus.DONE);
        assertThat(progress.detail()).isEqualTo("读取了 30 个账号");
        assertThat(progress.started()).contains(NOW);
        assertThat(progress.finished()).contains(LATER);
        assertThat(accepted.events()).extracting(NewEvent::type).containsExactly(EventType.STEP_FINISHED);
        assertThat(accepted.run().status()).isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void failsTheRunWithTheStepAndTellsWhatWasDone() {
        Accepted accepted = accept(Situations.inStepWithEffects(), new RunCommand.FailStep(1, "策略已被他人修改"), LATER);

        assertThat(accepted.run().status()).isEqualTo(RunStatus.FAILED);
        assertThat(accepted.run().head().state().summary()).isEqualTo("策略已被他人修改");
        assertThat(accepted.run().head().state().times().finished()).contains(LATER);
        assertThat(progress(accepted, 1).status()).isEqualTo(StepStatus.FAILED);
        assertThat(accepted.events())
                .extracting(NewEvent::type)
                .containsExactly(EventType.STEP_FAILED, EventType.FAILED);
        assertThat(accepted.events())
                .extracting(NewEvent::statusAfter)
                .containsExactly(RunStatus.RUNNING, RunStatus.FAILED);
        assertThat(accepted.events().getLast().details())
                .isEqualTo(Map.of("done_steps", List.of("读取账号"), "not_done_steps", List.of("写入策略", thirdTitle())));
    }

    @Test
    void recordsAFailedStepOfACancellingRunWithoutFailingIt() {
        Run cancelling = Situations.after(Situations.inStep(), Situations.CANCEL);

        Accepted accepted = accept(cancelling, Situations.FAIL, LATER);

        assertThat(accepted.run().status()).isEqualTo(RunStatus.CANCELLING);
        assertThat(progress(accepted, 0).status()).isEqualTo(StepStatus.FAILED);
        assertThat(accepted.events()).extracting(NewEvent::type).containsExactly(EventType.STEP_FAILED);
        assertThat(accepted.events().getFirst().statusAfter()).isEqualTo(RunStatus.CANCELLING);
    }

    @Test
    void refusesToBeginAStepOfACancellingRun() {
        Run cancelling = Situations.after(Situations.running(), Situations.CANCEL);

        assertThat(decide(cancelling, Situations.START)).isInstanceOf(Refused.class);
    }

    @Test
    void blocksTheRunUntilAPersonAnswers() {
        Accepted accepted = accept(Situations.inStep(), Situations.ASK, LATER);

        RunState state = accepted.run().head().state();
        assertThat(state.status()).isEqualTo(RunStatus.BLOCKED);
        assertThat(state.blockedReason()).isEqualTo("多少个？");
        assertThat(state.summary()).isEqualTo("需要你的输入");
        assertThat(accepted.run().waiting())
                .isEqualTo(Optional.of(new Waiting(Waiting.Reason.TOOL, 0, Situations.QUESTION)));
        assertThat(progress(accepted, 0).status()).isEqualTo(StepStatus.PENDING);
        assertThat(accepted.events()).extracting(NewEvent::type).containsExactly(EventType.BLOCKED);
        assertThat(accepted.events().getFirst().summary()).isEqualTo("多少个？");
    }

    private static RunDecision decide(Run run, RunCommand command) {
        return RunMachine.decide(run, command, NOW);
    }

    private static StepProgress progress(Accepted accepted, int index) {
        return accepted.run().plan().steps().get(index).progress();
    }

    private static String thirdTitle() {
        return SampleRuns.plan().steps().get(2).title();
    }
}
