package io.storyforge.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunKey;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.run.SampleRuns;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Runs that the engine looks for. */
interface RunSweepContract extends StoreFixture {
    @Test
    default void namesRunsInStatesOldestFirst() {
        try (Scene scene = Scene.of(open())) {
            Run first = scene.running(Scene.BOB);
            Run second = scene.queued(Scene.ANN);
            scene.draft(Scene.ANN);
            Run third = scene.running(Scene.ANN);

            List<String> ids =
                    scene.read(records -> records.runs().inStatus(List.of(RunStatus.QUEUED, RunStatus.RUNNING)));

            assertThat(ids).containsExactly(first.id(), second.id(), third.id());
        }
    }

    @Test
    default void namesUnconfirmedRunsWhoseTimeIsOver() {
        try (Scene scene = Scene.of(open())) {
            Run early = expiring(scene, Optional.of(Scene.later(10)));
            Run border = expiring(scene, Optional.of(Scene.later(20)));
            expiring(scene, Optional.of(Scene.later(21)));
            expiring(scene, Optional.empty());
            scene.cancel(expiring(scene, Optional.of(Scene.later(10))));

            assertThat(scene.list(records -> records.runs().overdue(Scene.later(20), 10)))
                    .containsExactlyInAnyOrder(early.id(), border.id());
            assertThat(scene.list(records -> records.runs().overdue(Scene.later(20), 1)))
                    .hasSize(1);
        }
    }

    @Test
    default void namesLanesInWhichARunIsQueuedAndNoneIsActive() {
        try (Scene scene = Scene.of(open())) {
            scene.queued(Scene.ANN);
            scene.queued(Scene.ANN);
            scene.running(Scene.BOB);
            scene.queued(Scene.BOB);
            scene.queued(Scene.ANN_ALONE);
            scene.draft(new Lane("cat", "shop"));
            Lane first = new Lane("", "");

            assertThat(scene.list(records -> records.runs().idleLanes(first, 10)))
                    .containsExactly(Scene.ANN_ALONE, Scene.ANN);
            assertThat(scene.list(records -> records.runs().idleLanes(first, 1)))
                    .containsExactly(Scene.ANN_ALONE);
            assertThat(scene.list(records -> records.runs().idleLanes(Scene.ANN_ALONE, 10)))
                    .containsExactly(Scene.ANN);
            assertThat(scene.list(records -> records.runs().idleLanes(Scene.ANN, 10)))
                    .isEmpty();
        }
    }

    private static Run expiring(Scene scene, Optional<Instant> expires) {
        String id = scene.newId();
        RunKey key = new RunKey(
                id, scene.store().<Long>write(records -> records.runs().nextNumber(Scene.ANN)), "");
        Run run = SampleRuns.unconfirmed(key, Scene.ANN, SampleRuns.plan(), expires);
        scene.write(records -> records.runs().insert(run, List.of(SampleRuns.created()), Scene.NOW));
        return run;
    }
}
