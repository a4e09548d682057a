package io.storyforge.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunCommand;
import io.storyforge.runtime.run.RunEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What listeners are told about commits. */
interface CommitContract extends StoreFixture {
    @Test
    default void tellsListenerOfEachEventOnceAndInOrder() {
        try (Scene scene = Scene.of(open())) {
            BlockingQueue<RunEvent> told = listen(scene);

            Crowd.each(4, thread -> {
                for (int i = 0; i < 10; i++) {
                    scene.cancel(scene.queued(Scene.ANN));
                }
                return thread;
            });

            List<RunEvent> stored = scene.feed("ann");
            assertThat(stored).hasSize(160);
            assertThat(take(told, 160)).isEqualTo(stored);
            assertThat(told).isEmpty();
        }
    }

    @Test
    default void tellsListenerOnlyOfEventsThatCanBeRead() {
        try (Scene scene = Scene.of(open())) {
            BlockingQueue<Boolean> readable = new LinkedBlockingQueue<>();
            scene.store().onCommit(events -> {
                long last = scene.<Long>read(records -> records.runs().lastPosition());
                events.forEach(event -> readable.add(event.place().position() <= last));
            });

            for (int i = 0; i < 5; i++) {
                scene.queued(Scene.ANN);
            }

            assertThat(take(readable, 15)).containsOnly(true);
        }
    }

    @Test
    default void tellsListenerNothingOfWriteThatThrew() {
        try (Scene scene = Scene.of(open())) {
            BlockingQueue<RunEvent> told = listen(scene);
            Run run = scene.draft(Scene.ANN);
            try {
                scene.write(records -> {
                    Scene.apply(records, run.id(), Scene.confirm());
                    throw new IllegalStateException("after writing");
                });
            } catch (IllegalStateException ignored) { // the test is about what the listener heard
                assertThat(scene.events(run)).hasSize(1);
            }
            scene.cancel(run);

            assertThat(take(told, 2)).isEqualTo(scene.events(run));
            assertThat(told).isEmpty();
        }
    }

    @Test
    default void tellsEveryListener() {
        try (Scene scene = Scene.of(open())) {
            BlockingQueue<RunEvent> first = listen(scene);
            BlockingQueue<RunEvent> second = listen(scene);

            Run run = scene.running(Scene.ANN);
            scene.apply(run, new RunCommand.StartStep(0));

            List<RunEvent> events = scene.events(run);
            assertThat(take(first, 5)).isEqualTo(events);
            assertThat(take(second, 5)).isEqualTo(events);
        }
    }

    private static BlockingQueue<RunEvent> listen(Scene scene) {
        BlockingQueue<RunEvent> told = new LinkedBlockingQueue<>();
        scene.store().onCommit(told::addAll);
        return told;
    }

    private static <T> List<T> take(BlockingQueue<T> queue, int count) {
        List<T> taken = new ArrayList<>();
        try {
            while (taken.size() < count) {
                T next = queue.poll(10, TimeUnit.SECONDS);
                if (next == null) {
                    throw new AssertionError("heard %d of %d".formatted(taken.size(), count));
                }
                taken.add(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        return taken;
    }
}
