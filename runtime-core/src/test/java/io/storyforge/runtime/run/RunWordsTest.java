package io.storyforge.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The words of states and events in JSON and SQL, which are for ever. */
final class RunWordsTest {
    @Test
    void namesStatesAsInTheDesign() {
        assertThat(Arrays.stream(RunStatus.values()).map(RunStatus::key))
                .containsExactly(
                        "needs_confirmation",
                        "queued",
                        "running",
                        "blocked",
                        "cancelling",
                        "done",
                        "failed",
                        "cancelled",
                        "expired");
        assertThat(RunStatus.values())
                .allSatisfy(status -> assertThat(RunStatus.of(status.key())).contains(status));
        assertThat(RunStatus.of("RUNNING")).isEmpty();
    }

    @Test
    void namesEventsWithTheirPrefix() {
        assertThat(EventType.STEP_STARTED.key()).isEqualTo("run.step_started");
        assertThat(EventType.values())
                .allSatisfy(type -> assertThat(EventType.of(type.key())).isEqualTo(type));
        assertThatThrownBy(() -> EventType.of("run.unknown"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("run.unknown");
    }

    @Test
    void namesStepStates() {
        assertThat(StepStatus.values())
                .allSatisfy(status -> assertThat(StepStatus.of(status.key())).isEqualTo(status));
    }

    @Test
    void holdsTheLaneWhileRunningBlockedOrCancelling() {
        assertThat(Arrays.stream(RunStatus.values()).filter(RunStatus::active))
                .containsExactly(RunStatus.RUNNING, RunStatus.BLOCKED, RunStatus.CANCELLING);
    }

    @Test
    void offersOnlyActionsThatTheMachineAccepts() {
        Situations.all().forEach((name, situation) -> {
            List<String> offered = situation.run().allowedActions();
            assertThat(offered.contains("confirm"))
                    .as(name)
                    .isEqualTo(situation.accepts().contains("Confirm"));
            assertThat(offered.contains("cancel"))
                    .as(name)
                    .isEqualTo(situation.accepts().contains("Cancel"));
            assertThat(offered.contains("answer"))
                    .as(name)
                    .isEqualTo(situation.accepts().contains("Answer"));
            assertThat(offered.contains("edit"))
                    .as(name)
                    .isEqualTo(situation.accepts().contains("EditPlan"));
            assertThat(offered.contains("retry"))
                    .as(name)
                    .isEqualTo(situation.run().status().terminal());
        });
    }
}
