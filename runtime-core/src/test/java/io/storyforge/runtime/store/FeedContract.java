package io.storyforge.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.governance.GovernanceSnapshot;
import io.storyforge.runtime.run.EventType;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunCommand;
import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.run.SampleRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The log of all events, as a user reads it. */
interface FeedContract extends StoreFixture {
    @Test
    default void placesEventsOfAllRunsInTheOrderTheyHappened() {
        try (Scene scene = Scene.of(open())) {
            Run first = scene.draft(Scene.ANN);
            Run second = scene.draft(Scene.ANN_ALONE);
            scene.cancel(first);
            scene.cancel(second);

            List<RunEvent> feed = scene.feed("ann");

            assertThat(feed)
                    .extracting(event -> event.place().runId())
                    .containsExactly(first.id(), second.id(), first.id(), second.id());
            assertThat(positions(feed)).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    default void feedsOnlyEventsOfTheUser() {
        try (Scene scene = Scene.of(open())) {
            Run ann = scene.draft(Scene.ANN);
            scene.draft(Scene.BOB);
            Run alone = scene.draft(Scene.ANN_ALONE);

            assertThat(scene.feed("ann"))
                    .extracting(event -> event.place().runId())
                    .containsExactly(ann.id(), alone.id());
            assertThat(scene.feed("nobody")).isEmpty();
        }
    }

    @Test
    default void feedsOnlyEventsOfTheProject() {
        try (Scene scene = Scene.of(open())) {
            Run shop = scene.draft(Scene.ANN);
            Run alone = scene.draft(Scene.ANN_ALONE);

            assertThat(scene.list(records -> records.runs().feed("ann", Optional.of("shop"), 0, 10)))
                    .extracting(event -> event.place().runId())
                    .containsExactly(shop.id());
            assertThat(scene.list(records -> records.runs().feed("ann", Optional.of(""), 0, 10)))
                    .extracting(event -> event.place().runId())
                    .containsExactly(alone.id());
        }
    }

    @Test
    default void feedsEventsAfterPositionWithoutGapOrRepeat() {
        try (Scene scene = Scene.of(open())) {
            for (int i = 0; i < 4; i++) {
                scene.cancel(scene.queued(Scene.ANN));
                scene.draft(Scene.BOB);
            }
            List<RunEvent> whole = scene.feed("ann");

            List<RunEvent> pages = new ArrayList<>();
            long after = 0;
            for (List<RunEvent> page = page(scene, after); !page.isEmpty(); page = page(scene, after)) {
                assertThat(page).hasSizeLessThanOrEqualTo(3);
                pages.addAll(page);
                after = page.getLast().place().position();
            }

            assertThat(pages).hasSize(16);
            assertThat(positions(pages)).isEqualTo(positions(whole));
        }
    }

    @Test
    default void feedsApproversEventsOfRunsWhosePolicySpeaksOfThemWhileTheyWait() {
        try (Scene scene = Scene.of(open())) {
            scene.draft(Scene.ANN);
            Run run = approved(scene);
            scene.apply(run, Scene.confirm());
            scene.promote(run);
            scene.apply(run, new RunCommand.StartStep(0));

            List<RunEvent> feed = scene.read(records -> records.runs().approvalFeed(0, 10));

            assertThat(feed)
                    .extracting(event -> event.content().type())
                    .containsExactly(EventType.CREATED, EventType.CONFIRMED);
            assertThat(feed).allMatch(event -> event.place().forApprovers());
            assertThat(feed).extracting(event -> event.place().runId()).containsOnly(run.id());
            long first = feed.getFirst().place().position();
            assertThat(scene.list(records -> records.runs().approvalFeed(first, 10)))
                    .hasSize(1);
            assertThat(scene.list(records -> records.runs().approvalFeed(0, 1))).hasSize(1);
        }
    }

    @Test
    default void findsTheNewestEventOfAType() {
        try (Scene scene = Scene.of(open())) {
            Run run = scene.queued(Scene.ANN);
            scene.apply(run, new RunCommand.RenewSnapshot(run.governance(), List.of(), Optional.empty()));
            scene.apply(run, Scene.confirm());

            Optional<RunEvent> last = scene.find(records -> records.runs().last(run.id(), EventType.CONFIRMED));

            assertThat(last).map(event -> event.place().seq()).contains(5L);
            assertThat(scene.find(records -> records.runs().last(run.id(), EventType.DONE)))
                    .isEmpty();
            assertThat(scene.find(records -> records.runs().last("nothing", EventType.CREATED)))
                    .isEmpty();
        }
    }

    @Test
    default void keepsTheSnapshotThatTookTheOldOnesPlace() {
        try (Scene scene = Scene.of(open())) {
            Run run = scene.queued(Scene.ANN);
            GovernanceSnapshot renewed = new GovernanceSnapshot(
                    "shop", "douyin", Map.of("max_steps", 9), List.of(), Map.of("id", "o2", "notice", "新"));

            scene.apply(run, new RunCommand.RenewSnapshot(renewed, List.of("max_steps"), Optional.empty()));

            GovernanceSnapshot stored = scene.stored(run).governance();
            assertThat(stored.effectivePolicy().get("max_steps")).hasToString("9");
            assertThat(stored.activeAdminOverrideNotice()).isEqualTo(renewed.activeAdminOverrideNotice());
            assertThat(scene.stored(run).status()).isEqualTo(RunStatus.NEEDS_CONFIRMATION);
        }
    }

    private static Run approved(Scene scene) {
        Run draft = SampleRuns.unconfirmed(scene.newId(), 7, Scene.ANN);
        GovernanceSnapshot snapshot =
                new GovernanceSnapshot("shop", "douyin", Map.of("self_confirm", false), List.of(), Map.of());
        Run run = new Run(draft.head(), snapshot, draft.plan(), draft.result(), draft.waiting());
        scene.write(records -> records.runs().insert(run, List.of(SampleRuns.created()), Scene.NOW));
        return run;
    }

    @Test
    default void knowsPositionOfNewestEvent() {
        try (Scene scene = Scene.of(open())) {
            assertThat(scene.<Long>read(records -> records.runs().lastPosition()))
                    .isZero();

            scene.queued(Scene.ANN);
            Run newest = scene.draft(Scene.BOB);

            assertThat(scene.<Long>read(records -> records.runs().lastPosition()))
                    .isEqualTo(scene.events(newest).getLast().place().position());
        }
    }

    private static List<RunEvent> page(Scene scene, long after) {
        return scene.read(records -> records.runs().feed("ann", Optional.of("shop"), after, 3));
    }

    private static List<Long> positions(List<RunEvent> events) {
        return events.stream().map(event -> event.place().position()).toList();
    }
}
