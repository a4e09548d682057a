package io.storyforge.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunEvent;
import java.util.ArrayList;
import java.util.List;
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
