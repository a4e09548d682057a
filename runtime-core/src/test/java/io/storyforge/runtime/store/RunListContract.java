package io.storyforge.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunBrief;
import io.storyforge.runtime.run.RunHead;
import io.storyforge.runtime.run.RunKey;
import io.storyforge.runtime.run.RunOrigin;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.run.SampleRuns;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.store.RunRecords.RunFilter;
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
    default void listsRunsOfOneActionOrPlatform() {
        try (Scene scene = Scene.of(open())) {
            Run wanted = of(scene, "dashboard", "second", "weibo");
            Run other = of(scene, "dashboard", "first", "weibo");
            of(scene, "strategy", "second", "douyin");

            assertThat(ids(scene, of(Optional.of("dashboard"), Optional.of("second"), Optional.empty())))
                    .containsExactly(wanted.id());
            assertThat(ids(scene, of(Optional.empty(), Optional.empty(), Optional.of("weibo"))))
                    .containsExactly(other.id(), wanted.id());
            assertThat(ids(scene, of(Optional.empty(), Optional.of("first"), Optional.of("douyin"))))
                    .isEmpty();
        }
    }

    @Test
    default void pagesThroughFilteredRunsOfManyKinds() {
        try (Scene scene = Scene.of(open())) {
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                Run run = of(scene, "screen" + i % 3, "action" + i % 4, i % 2 == 0 ? "weibo" : "douyin");
                if (i % 2 == 0) {
                    expected.addFirst(run.id());
                }
            }

            RunFilter weibo = new RunFilter(List.of(), Optional.empty(), Optional.empty(), Optional.of("weibo"));
            List<String> seen = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            List<String> page;
            do {
                page = ids(scene, new RunQuery("ann", Optional.of("shop"), weibo, cursor, 5));
                seen.addAll(page);
                cursor = Optional.of(seen.getLast());
            } while (page.size() == 5);

            assertThat(seen).isEqualTo(expected);
        }
    }

    @Test
    default void listsRunsOfProjectThatWaitForConfirmationWhoeverOwnsThem() {
        try (Scene scene = Scene.of(open())) {
            Run ann = scene.draft(Scene.ANN);
            scene.draft(Scene.ANN_ALONE);
            Run bob = scene.draft(Scene.BOB);
            scene.queued(Scene.ANN);
            scene.cancel(scene.draft(Scene.BOB));

            assertThat(waiting(scene, "shop", Optional.empty())).containsExactly(bob.id(), ann.id());
            assertThat(waiting(scene, "shop", Optional.of(bob.id()))).containsExactly(ann.id());
            assertThat(waiting(scene, "nowhere", Optional.empty())).isEmpty();
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
                    filter(List.of(RunStatus.NEEDS_CONFIRMATION), Optional.of("strategy")),
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
        return new RunQuery(userId, Optional.empty(), RunFilter.NONE, Optional.empty(), 100);
    }

    private static RunQuery query(Optional<String> project, List<RunStatus> statuses, Optional<String> screen) {
        return new RunQuery("ann", project, filter(statuses, screen), Optional.empty(), 100);
    }

    private static RunFilter filter(List<RunStatus> statuses, Optional<String> screen) {
        return new RunFilter(statuses, screen, Optional.empty(), Optional.empty());
    }

    private static RunQuery page(Optional<String> cursor) {
        return new RunQuery("ann", Optional.of("shop"), RunFilter.NONE, cursor, 10);
    }

    private static List<String> ids(Scene scene, RunQuery query) {
        List<RunHead> heads = scene.read(records -> records.runs().list(query));
        return heads.stream().map(head -> head.key().id()).toList();
    }

    private static RunQuery of(Optional<String> screen, Optional<String> action, Optional<String> platform) {
        RunFilter filter = new RunFilter(List.of(), screen, action, platform);
        return new RunQuery("ann", Optional.of("shop"), filter, Optional.empty(), 100);
    }

    private static List<String> waiting(Scene scene, String projectId, Optional<String> cursor) {
        List<RunHead> heads = scene.read(records -> records.runs().waiting(projectId, cursor, 10));
        return heads.stream().map(head -> head.key().id()).toList();
    }

    private static Run fromScreen(Scene scene, String screen) {
        return of(scene, screen, "adjust", "douyin");
    }

    private static Run of(Scene scene, String screen, String action, String platform) {
        Run run = SampleRuns.unconfirmed(scene.newId(), 1, Scene.ANN);
        RunHead head = run.head();
        RunBrief old = head.brief();
        RunBrief brief = new RunBrief(old.title(), old.summary(), old.intentKey(), platform, old.platformScope());
        RunOrigin origin = new RunOrigin("handoff", screen, action, "", Language.CHINESE);
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
