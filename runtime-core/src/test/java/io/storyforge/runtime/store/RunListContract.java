package io.storyforge.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunBrief;
import io.storyforge.runtime.run.RunHead;
import io.storyforge.runtime.run.RunKey;
import io.storyforge.runtime.run.RunOrigin;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.run.SampleRuns;
import io.storyforge.runtime.store.RunRecords.RunQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lists of runs. */
interface RunListContract extends StoreFixture {
    @Test
    default void listsRunsOfUserNewestFirst() {
        try (Scene scene = Scene.of(open())) {
            Run first = scene.draft(Scene.ANN);
            scene.draft(Scene.BOB);
            Run second = scene.draft(Scene.ANN_ALONE);
            Run third = scene.draft(Scene.ANN);

            assertThat(ids(scene, all("ann"))).containsExactly(third.id(), second.id(), first.id());
        }
    }

    @Test
    default void listsHeadsAsTheyAreNow() {
        try (Scene scene = Scene.of(open())) {
            Run running = scene.running(Scene.ANN);

            assertThat(scene.list(records -> records.runs().list(all("ann")))).containsExactly(running.head());
        }
    }

    @Test
    default void listsRunsOfOneProjectOrOfNone() {
        try (Scene scene = Scene.of(open())) {
            Run shop = scene.draft(Scene.ANN);
            Run alone = scene.draft(Scene.ANN_ALONE);

            assertThat(ids(scene, query(Optional.of("shop"), List.of(), Optional.empty())))
                    .containsExactly(shop.id());
            assertThat(ids(scene, query(Optional.of(""), List.of(), Optional.empty())))
                    .containsExactly(alone.id());
            assertThat(ids(scene, query(Optional.of("nowhere"), List.of(), Optional.empty())))
                    .isEmpty();
        }
    }

    @Test
    default void listsRunsInAnyOfTheGivenStates() {
        try (Scene scene = Scene.of(open())) {
            Run draft = scene.draft(Scene.ANN);
            Run cancelled = scene.cancel(scene.draft(Scene.ANN));
            Run running = scene.running(Scene.ANN);

            assertThat(ids(scene, query(Optional.empty(), List.of(RunStatus.RUNNING), Optional.empty())))
                    .containsExactly(running.id());
            List<RunStatus> two = List.of(RunStatus.NEEDS_CONFIRMATION, RunStatus.CANCELLED);
            assertThat(ids(scene, query(Optional.empty(), two, Optional.empty())))
                    .containsExactly(cancelled.id(), draft.id());
        }
    }

    @Test
    default void listsRunsOfOneScreen() {
        try (Scene scene = Scene.of(open())) {
            scene.draft(Scene.ANN);
            Run strategy = fromScreen(scene, "strategy");

            assertThat(ids(scene, query(Optional.empty(), List.of(), Optional.of("strategy"))))
                    .containsExactly(strategy.id());
        }
    }

    @Test
    default void combinesEveryFilterWithCursor() {
        try (Scene scene = Scene.of(open())) {
            Run wanted = fromScreen(scene, "strategy");
            Run newer = fromScreen(scene, "strategy");
            scene.cancel(fromScreen(scene, "strategy"));
            scene.draft(Scene.ANN);
            RunQuery query = new RunQuery(
                    "ann",
                    Optional.of("shop"),
                    List.of(RunStatus.NEEDS_CONFIRMATION),
                    Optional.of("strategy"),
                    Optional.of(newer.id()),
                    10);

            assertThat(ids(scene, query)).containsExactly(wanted.id());
        }
    }

    @Test
    default void pagesThroughRunsWithoutGapOrRepeat() {
        try (Scene scene = Scene.of(open())) {
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                expected.addFirst(scene.draft(Scene.ANN).id());
            }

            List<String> seen = new ArrayList<>(ids(scene, page(Optional.empty())));
            while (seen.size() % 10 == 0) {
                List<String> next = ids(scene, page(Optional.of(seen.getLast())));
                if (next.isEmpty()) {
                    break;
                }
                seen.addAll(next);
            }

            assertThat(seen).isEqualTo(expected);
        }
    }

    @Test
    default void keepsPageWhenNewerRunsArrive() {
        try (Scene scene = Scene.of(open())) {
            Run oldest = scene.draft(Scene.ANN);
            Run cursor = scene.draft(Scene.ANN);
            scene.draft(Scene.ANN);

            assertThat(ids(scene, page(Optional.of(cursor.id())))).containsExactly(oldest.id());
        }
    }

    private static RunQuery all(String userId) {
        return new RunQuery(userId, Optional.empty(), List.of(), Optional.empty(), Optional.empty(), 100);
    }

    private static RunQuery query(Optional<String> project, List<RunStatus> statuses, Optional<String> screen) {
        return new RunQuery("ann", project, statuses, screen, Optional.empty(), 100);
    }

    private static RunQuery page(Optional<String> cursor) {
        return new RunQuery("ann", Optional.of("shop"), List.of(), Optional.empty(), cursor, 10);
    }

    private static List<String> ids(Scene scene, RunQuery query) {
        List<RunHead> heads = scene.read(records -> records.runs().list(query));
        return heads.stream().map(head -> head.key().id()).toList();
    }

    private static Run fromScreen(Scene scene, String screen) {
        Run run = SampleRuns.unconfirmed(scene.newId(), 1, Scene.ANN);
        RunHead head = run.head();
        RunBrief brief = head.brief();
        RunOrigin origin = new RunOrigin("handoff", screen, "adjust", "");
        RunHead moved = new RunHead(head.key(), head.lane(), origin, brief, head.state());
        return stored(scene, new Run(moved, run.governance(), run.plan(), run.result(), run.waiting()));
    }

    private static Run stored(Scene scene, Run run) {
        Run numbered =
                numbered(run, scene.store().write(records -> records.runs().nextNumber(run.lane())));
        scene.write(records -> records.runs().insert(numbered, List.of(SampleRuns.created()), Scene.NOW));
        return numbered;
    }

    private static Run numbered(Run run, long number) {
        RunHead head = run.head();
        RunKey key = new RunKey(run.id(), number, head.key().sessionId());
        RunHead renamed = new RunHead(key, head.lane(), head.origin(), head.brief(), head.state());
        return new Run(renamed, run.governance(), run.plan(), run.result(), run.waiting());
    }
}
