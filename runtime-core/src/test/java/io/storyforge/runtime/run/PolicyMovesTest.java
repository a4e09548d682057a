package io.storyforge.runtime.run;

import static io.storyforge.runtime.run.SampleRuns.EXPIRES;
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

final class PolicyMovesTest {
    private static final Instant LATER = NOW.plusSeconds(5);

    @Test
    void sendsAQueuedRunBackUnderTheNewPolicy() {
        Instant end = LATER.plusSeconds(600);
        RunCommand renew = new RunCommand.RenewSnapshot(Situations.NEW_POLICY, List.of("max_steps"), Optional.of(end));

        Accepted accepted = accept(Situations.queued(), renew, LATER);

        Run run = accepted.run();
        assertThat(run.status()).isEqualTo(RunStatus.NEEDS_CONFIRMATION);
        assertThat(run.head().state().summary()).isEqualTo("策略已更新，需要重新确认");
        assertThat(run.governance()).isEqualTo(Situations.NEW_POLICY);
        assertThat(run.head().state().times().expires()).contains(end);
        assertThat(accepted.events()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventType.POLICY_CHANGED);
            assertThat(event.details()).isEqualTo(Map.of("rules", List.of("max_steps"), "from", "queued"));
        });
    }

    @Test
    void keepsTheTimeLimitOfARunThatWaitsAnyway() {
        RunCommand renew = new RunCommand.RenewSnapshot(Situations.NEW_POLICY, List.of("max_steps"), Optional.empty());

        Run run = accept(Situations.unconfirmed(), renew, LATER).run();

        assertThat(run.head().state().times().expires()).contains(EXPIRES);
    }

    @Test
    void goesOnBehindTheStepsThatAreDone() {
        Run back = Situations.after(Situations.inStep(), Situations.FINISH, Situations.RENEW);

        Run again = Situations.after(back, Situations.CONFIRM, Situations.PROMOTE);

        assertThat(again.status()).isEqualTo(RunStatus.RUNNING);
        assertThat(again.plan().nextStep()).hasValue(1);
        assertThat(again.plan().steps().getFirst().status()).isEqualTo(StepStatus.DONE);
        assertThat(again.head().state().times().started())
                .isEqualTo(Situations.running().head().state().times().started());
    }

    @Test
    void offersNoEditOfAPlanThatWasBegun() {
        Run fresh = Situations.after(Situations.running(), Situations.RENEW);
        Run begun = Situations.after(Situations.inStep(), Situations.FINISH, Situations.RENEW);

        assertThat(fresh.allowedActions()).containsExactly("confirm", "cancel", "edit", "extend");
        assertThat(begun.allowedActions()).containsExactly("confirm", "cancel", "extend");
    }

    @Test
    void tellsWhatWasDoneWhenARunThatWasBegunExpires() {
        Run begun = Situations.after(Situations.inStep(), Situations.FINISH, Situations.RENEW);

        Accepted accepted = accept(begun, new RunCommand.Expire(), EXPIRES);

        assertThat(accepted.events().getFirst().details()).containsEntry("done_steps", List.of("读取账号"));
    }

    @Test
    void endsARunThatMayNotGoOn() {
        Run between = Situations.after(Situations.inStep(), Situations.FINISH);

        Accepted accepted = accept(between, new RunCommand.StopForPolicy(List.of("max_steps")), LATER);

        assertThat(accepted.run().status()).isEqualTo(RunStatus.FAILED);
        assertThat(accepted.run().head().state().times().finished()).contains(LATER);
        assertThat(accepted.events().getLast().type()).isEqualTo(EventType.FAILED);
        assertThat(accepted.events().getLast().details())
                .containsEntry("rules", List.of("max_steps"))
                .containsEntry("done_steps", List.of("读取账号"));
    }

    @Test
    void givesMoreTimeAndNeverLess() {
        Run run = Situations.unconfirmed();

        assertThat(end(extended(run, Optional.of(EXPIRES.plusSeconds(9))))).contains(EXPIRES.plusSeconds(9));
        assertThat(end(extended(run, Optional.of(NOW)))).contains(EXPIRES);
        assertThat(end(extended(run, Optional.empty()))).isEmpty();
    }

    @Test
    void givesNoTimeToARunThatHasNoLimitOrWhoseTimeIsOver() {
        RunCommand extend = new RunCommand.Extend("user-1", Optional.of(EXPIRES.plusSeconds(9)));
        Run unlimited = extended(Situations.unconfirmed(), Optional.empty());

        assertThat(RunMachine.decide(unlimited, extend, NOW)).isInstanceOf(Refused.class);
        assertThat(RunMachine.decide(Situations.unconfirmed(), extend, EXPIRES)).isInstanceOf(Refused.class);
    }

    private static Run extended(Run run, Optional<Instant> until) {
        return accept(run, new RunCommand.Extend("user-1", until), LATER).run();
    }

    private static Optional<Instant> end(Run run) {
        return run.head().state().times().expires();
    }
}
