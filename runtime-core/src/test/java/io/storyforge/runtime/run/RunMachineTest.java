package io.storyforge.runtime.run;

import static io.storyforge.runtime.run.SampleRuns.EXPIRES;
import static io.storyforge.runtime.run.SampleRuns.NOW;
import static io.storyforge.runtime.run.SampleRuns.accept;
import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.run.RunDecision.Accepted;
import io.storyforge.runtime.run.RunDecision.Refusal;
import io.storyforge.runtime.run.RunDecision.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RunMachineTest {
    private static final Instant LATER = NOW.plusSeconds(5);

    @Test
    void acceptsExactlyTheCommandsThatFitTheSituation() {
        Situations.all().forEach((name, situation) -> {
            List<String> accepted = new ArrayList<>();
            for (RunCommand command : Situations.commands()) {
                Instant when = command instanceof RunCommand.Expire ? EXPIRES : NOW;
                switch (RunMachine.decide(situation.run(), command, when)) {
                    case Accepted ignored -> accepted.add(command.getClass().getSimpleName());
                    case Refused refused ->
                        assertThat(refused.reason()).as(name).isEqualTo(Refusal.WRONG_STATE);
                }
            }
            assertThat(accepted).as(name).containsExactlyInAnyOrderElementsOf(situation.accepts());
        });
    }

    @Test
    void saysTheStatusAfterTheLastEventInEverySituation() {
        Situations.all().forEach((name, situation) -> {
            for (RunCommand command : Situations.commands()) {
                Instant when = command instanceof RunCommand.Expire ? EXPIRES : NOW;
                if (RunMachine.decide(situation.run(), command, when) instanceof Accepted(Run run, var events)) {
                    assertThat(events).as(name).isNotEmpty();
                    assertThat(events.getLast().statusAfter()).as(name).isEqualTo(run.status());
                }
            }
        });
    }

    @Test
    void namesTheStateAndTheVerbWhenItRefuses() {
        Refused refused = refused(Situations.queued(), Situations.CONFIRM);

        assertThat(refused.message()).isEqualTo("a run that is queued cannot be confirmed");
        assertThat(refused.problems()).isEmpty();
    }

    @Test
    void confirmsIntoTheQueue() {
        Run unconfirmed = Situations.unconfirmed();

        Accepted accepted = accept(unconfirmed, Situations.CONFIRM, LATER);

        assertThat(accepted.run().status()).isEqualTo(RunStatus.QUEUED);
        assertThat(accepted.run().head().state().summary()).isEqualTo("等待主 Agent 执行");
        assertThat(accepted.run().head().state().times().updated()).isEqualTo(LATER);
        assertThat(types(accepted)).containsExactly(EventType.CONFIRMED, EventType.QUEUED);
        assertThat(accepted.events().get(0).details())
                .isEqualTo(Map.of(
                        "by",
                        "user-1",
                        "reason",
                        "看过了",
                        "plan_digest",
                        unconfirmed.plan().digest(),
                        "plan_revision",
                        1));
        assertThat(accepted.events().get(1).summary()).isEqualTo("等待主 Agent 执行");
    }

    @Test
    void confirmsThePlanThatWasShown() {
        Run run = Situations.unconfirmed();
        String digest = run.plan().digest();

        Accepted accepted = accept(run, new RunCommand.Confirm("user-1", "", Optional.of(digest)), NOW);

        assertThat(accepted.run().status()).isEqualTo(RunStatus.QUEUED);
    }

    @Test
    void refusesToConfirmAPlanThatChangedSinceItWasShown() {
        Run shown = Situations.unconfirmed();
        Run edited = Situations.after(shown, edit("别的目标"));

        Refused refused = refused(
                edited,
                new RunCommand.Confirm("user-1", "", Optional.of(shown.plan().digest())));

        assertThat(refused.reason()).isEqualTo(Refusal.PLAN_CHANGED);
    }

    @Test
    void refusesToConfirmFromTheMomentOfExpiry() {
        Run run = Situations.unconfirmed();

        assertThat(RunMachine.decide(run, Situations.CONFIRM, EXPIRES)).isInstanceOf(Refused.class);
        assertThat(RunMachine.decide(run, Situations.CONFIRM, EXPIRES.minusMillis(1)))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void expiresFromTheMomentOfExpiryAndNotBefore() {
        Run run = Situations.unconfirmed();
        RunCommand expire = new RunCommand.Expire();

        assertThat(RunMachine.decide(run, expire, EXPIRES.minusMillis(1))).isInstanceOf(Refused.class);
        Accepted accepted = accept(run, expire, EXPIRES);
        assertThat(accepted.run().status()).isEqualTo(RunStatus.EXPIRED);
        assertThat(accepted.run().head().state().times().finished()).contains(EXPIRES);
        assertThat(types(accepted)).containsExactly(EventType.EXPIRED);
    }

    @Test
    void neverExpiresARunWithoutLimit() {
        Run run = SampleRuns.unconfirmed(new RunKey("r", 1, ""), SampleRuns.LANE, SampleRuns.plan(), Optional.empty());

        assertThat(RunMachine.decide(run, new RunCommand.Expire(), Instant.MAX)).isInstanceOf(Refused.class);
        assertThat(RunMachine.decide(run, Situations.CONFIRM, Instant.MAX)).isInstanceOf(Accepted.class);
    }

    @Test
    void promotesToRunningUnderTheExecutor() {
        Accepted accepted = accept(Situations.queued(), Situations.PROMOTE, LATER);

        RunState state = accepted.run().head().state();
        assertThat(state.status()).isEqualTo(RunStatus.RUNNING);
        assertThat(state.summary()).isEqualTo("主 Agent 正在执行");
        assertThat(state.executorKey()).isEqualTo("tools");
        assertThat(state.times().started()).contains(LATER);
        assertThat(state.times().finished()).isEmpty();
        assertThat(types(accepted)).containsExactly(EventType.STARTED);
        assertThat(accepted.events().getFirst().details()).isEqualTo(Map.of("executor", "tools"));
    }

    @Test
    void completesWithItsResult() {
        Accepted accepted = accept(Situations.stepsDone(), Situations.COMPLETE, LATER);

        assertThat(accepted.run().status()).isEqualTo(RunStatus.DONE);
        assertThat(accepted.run().result()).isEqualTo(Map.of("summary", "完成"));
        assertThat(accepted.run().head().state().summary()).isEqualTo("完成");
        assertThat(accepted.run().head().state().times().finished()).contains(LATER);
        assertThat(types(accepted)).containsExactly(EventType.DONE);
    }

    @Test
    void refusesToCompleteWhileTheLastStepIsBeingDone() {
        Run lastStep = Situations.after(
                Situations.inStepWithEffects(), new RunCommand.FinishStep(1, ""), new RunCommand.StartStep(2));

        assertThat(refused(lastStep, Situations.COMPLETE).reason()).isEqualTo(Refusal.WRONG_STATE);
    }

    @Test
    void replacesThePlanUnderTheNextRevision() {
        Run run = Situations.unconfirmed();

        Accepted accepted = accept(run, edit("别的目标"), LATER);

        Plan plan = accepted.run().plan();
        assertThat(plan.goal()).isEqualTo("别的目标");
        assertThat(plan.revision()).isEqualTo(2);
        assertThat(plan.digest()).isNotEqualTo(run.plan().digest());
        assertThat(accepted.run().status()).isEqualTo(RunStatus.NEEDS_CONFIRMATION);
        assertThat(types(accepted)).containsExactly(EventType.PLAN_CHANGED);
        assertThat(accepted.events().getFirst().details())
                .isEqualTo(Map.of("by", "user-1", "plan_revision", 2, "plan_digest", plan.digest()));
    }

    @Test
    void refusesToEditAPlanThatChangedSinceItWasShown() {
        Run shown = Situations.unconfirmed();
        Run edited = Situations.after(shown, edit("别的目标"));
        RunCommand stale = new RunCommand.EditPlan(
                "user-1", "第三个", List.of(), Optional.of(shown.plan().digest()));

        assertThat(refused(edited, stale).reason()).isEqualTo(Refusal.PLAN_CHANGED);
    }

    private static RunCommand edit(String goal) {
        return new RunCommand.EditPlan("user-1", goal, SampleRuns.plan().steps(), Optional.empty());
    }

    private static Refused refused(Run run, RunCommand command) {
        return (Refused) RunMachine.decide(run, command, NOW);
    }

    private static List<EventType> types(Accepted accepted) {
        return accepted.events().stream().map(NewEvent::type).toList();
    }
}
