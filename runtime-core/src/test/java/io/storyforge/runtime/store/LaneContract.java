package io.storyforge.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunCommand;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.run.Waiting;
import io.storyforge.runtime.spi.Question;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lanes: one active run, the rest in the order in which they were queued. */
interface LaneContract extends StoreFixture {
    @Test
    default void refusesSecondActiveRunInLaneAndKeepsNothingOfIt() {
        try (Scene scene = Scene.of(open())) {
            scene.running(Scene.ANN);
            Run second = scene.queued(Scene.ANN);

            assertThatThrownBy(() -> scene.promote(second)).isInstanceOf(RuntimeException.class);

            assertThat(scene.stored(second).status()).isEqualTo(RunStatus.QUEUED);
            assertThat(scene.events(second)).hasSize(3);
        }
    }

    @Test
    default void refusesSecondActiveRunWhileFirstIsBlockedOrCancelling() {
        try (Scene scene = Scene.of(open())) {
            Run blocked = scene.running(Scene.ANN);
            scene.apply(blocked, new RunCommand.StartStep(0));
            Question question = Question.ask("多少？").number("n", "数量", true).build();
            scene.apply(blocked, new RunCommand.AskPerson(Waiting.Reason.TOOL, 0, question));
            Run behindBlocked = scene.queued(Scene.ANN);
            scene.cancel(scene.running(Scene.BOB));
            Run behindCancelling = scene.queued(Scene.BOB);

            assertThatThrownBy(() -> scene.promote(behindBlocked)).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> scene.promote(behindCancelling)).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    default void countsWhatIsNotOver() {
        try (Scene scene = Scene.of(open())) {
            scene.running(Scene.ANN);
            scene.queued(Scene.ANN);
            scene.queued(Scene.ANN);
            scene.queued(Scene.BOB);
            scene.cancel(scene.queued(Scene.BOB));

            RunRecords.OpenRuns open =
                    scene.store().read(records -> records.runs().open());

            assertThat(open.count(RunStatus.RUNNING)).isEqualTo(1);
            assertThat(open.count(RunStatus.QUEUED)).isEqualTo(3);
            assertThat(open.count(RunStatus.NEEDS_CONFIRMATION)).isZero();
            assertThat(open.lanesBusy()).isEqualTo(1);
            assertThat(open.lanesWaiting()).isEqualTo(2);
        }
    }

    @Test
    default void allowsOneActiveRunInEachLane() {
        try (Scene scene = Scene.of(open())) {
            Run shop = scene.running(Scene.ANN);
            Run alone = scene.running(Scene.ANN_ALONE);
            Run other = scene.running(Scene.BOB);

            assertThat(active(scene, Scene.ANN)).contains(shop.id());
            assertThat(active(scene, Scene.ANN_ALONE)).contains(alone.id());
            assertThat(active(scene, Scene.BOB)).contains(other.id());
        }
    }

    @Test
    default void allowsNextActiveRunInTheTransactionThatEndsTheOneBefore() {
        try (Scene scene = Scene.of(open())) {
            Run first = scene.running(Scene.ANN);
            Run second = scene.queued(Scene.ANN);
            scene.cancel(first);

            scene.write(records -> {
                Scene.apply(records, first.id(), new RunCommand.AcknowledgeCancel());
                Scene.apply(records, second.id(), new RunCommand.Promote("tools"));
            });

            assertThat(active(scene, Scene.ANN)).contains(second.id());
        }
    }

    @Test
    default void hasNoActiveRunBeforeStartAndAfterEnd() {
        try (Scene scene = Scene.of(open())) {
            Run queued = scene.queued(Scene.ANN);
            assertThat(active(scene, Scene.ANN)).isEmpty();

            scene.promote(queued);
            scene.cancel(queued);
            assertThat(active(scene, Scene.ANN)).contains(queued.id());

            scene.apply(queued, new RunCommand.AcknowledgeCancel());
            assertThat(active(scene, Scene.ANN)).isEmpty();
        }
    }

    @Test
    default void takesQueuedRunsInTheOrderTheyBecameQueued() {
        try (Scene scene = Scene.of(open())) {
            Run first = scene.draft(Scene.ANN);
            Run second = scene.draft(Scene.ANN);
            Run third = scene.draft(Scene.ANN);
            scene.apply(third, Scene.confirm());
            scene.apply(first, Scene.confirm());
            scene.apply(second, Scene.confirm());

            assertThat(next(scene)).contains(third.id());
            scene.cancel(third);
            assertThat(next(scene)).contains(first.id());
            scene.promote(first);
            assertThat(next(scene)).contains(second.id());
            scene.cancel(second);
            assertThat(next(scene)).isEmpty();
        }
    }

    @Test
    default void showsTheLaneInsideTheTransactionThatChangesIt() {
        try (Scene scene = Scene.of(open())) {
            Run run = scene.draft(Scene.ANN);

            List<String> seen = scene.store().write(records -> {
                Scene.apply(records, run.id(), Scene.confirm());
                String next = id(records.runs().nextQueued(Scene.ANN));
                Scene.apply(records, run.id(), new RunCommand.Promote("tools"));
                return List.of(
                        next,
                        id(records.runs().nextQueued(Scene.ANN)),
                        id(records.runs().active(Scene.ANN)));
            });

            assertThat(seen).containsExactly(run.id(), "", run.id());
        }
    }

    @Test
    default void countsQueuedRunsOfLane() {
        try (Scene scene = Scene.of(open())) {
            scene.running(Scene.ANN);
            scene.queued(Scene.ANN);
            scene.queued(Scene.ANN);
            scene.queued(Scene.BOB);
            scene.draft(Scene.ANN);

            assertThat(scene.<Long>read(records -> records.runs().queued(Scene.ANN)))
                    .isEqualTo(2);
            assertThat(scene.<Long>read(records -> records.runs().queued(Scene.ANN_ALONE)))
                    .isZero();
        }
    }

    @Test
    default void countsRunsAheadOfQueuedRun() {
        try (Scene scene = Scene.of(open())) {
            Run last = scene.draft(Scene.ANN);
            Run active = scene.running(Scene.ANN);
            Run first = scene.queued(Scene.ANN);
            Run second = scene.queued(Scene.ANN);
            scene.queued(Scene.BOB);
            scene.apply(last, Scene.confirm());

            assertThat(List.of(ahead(scene, first), ahead(scene, second), ahead(scene, last)))
                    .containsExactly(1L, 2L, 3L);
            scene.cancel(active);
            scene.apply(active, new RunCommand.AcknowledgeCancel());
            scene.cancel(first);
            assertThat(List.of(ahead(scene, second), ahead(scene, last))).containsExactly(0L, 1L);
        }
    }

    private static long ahead(Scene scene, Run run) {
        return scene.<Long>read(records -> records.runs().ahead(Scene.existing(records, run.id())));
    }

    private static Optional<String> active(Scene scene, Lane lane) {
        return scene.read(records -> records.runs().active(lane).map(Run::id));
    }

    private static Optional<String> next(Scene scene) {
        return scene.read(records -> records.runs().nextQueued(Scene.ANN).map(Run::id));
    }

    private static String id(Optional<Run> run) {
        return run.map(Run::id).orElse("");
    }
}
