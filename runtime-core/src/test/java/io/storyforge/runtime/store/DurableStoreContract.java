package io.storyforge.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.store.RunRecords.Lease;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a store that outlives its process must do besides {@link RuntimeStoreContract}. */
public interface DurableStoreContract extends RuntimeStoreContract {
    /** Opens again what the latest {@link #open} opened and the suite has closed. */
    RuntimeStore reopen();

    @Test
    default void holdsRunsAndEventsAfterReopening() {
        Scene scene = Scene.of(open());
        Run running;
        List<RunEvent> events;
        try (scene) {
            running = scene.running(Scene.ANN);
            events = scene.events(running);
        }

        try (Scene again = new Scene(reopen(), scene.ids())) {
            Sameness.assertSame(again.stored(running), running);
            assertThat(again.events(running)).isEqualTo(events);
        }
    }

    @Test
    default void countsOnWhereItStoppedAfterReopening() {
        Scene scene = Scene.of(open());
        Run running;
        Lease lease;
        long last;
        try (scene) {
            running = scene.running(Scene.ANN);
            String id = running.id();
            lease = scene.store().write(records -> records.runs().claim(id, "worker-1", Scene.later(15)));
            last = scene.<Long>read(records -> records.runs().lastPosition());
        }

        try (Scene again = new Scene(reopen(), scene.ids())) {
            String id = running.id();
            Lease next = again.store().write(records -> records.runs().claim(id, "worker-2", Scene.later(15)));
            Run second = again.draft(Scene.ANN);
            again.cancel(running);

            assertThat(next.epoch()).isGreaterThan(lease.epoch());
            assertThat(again.<Boolean>read(records -> records.runs().holds(lease)))
                    .isFalse();
            assertThat(second.head().key().number()).isEqualTo(2);
            assertThat(again.events(running).getLast().place().seq()).isEqualTo(5);
            assertThat(again.events(second).getFirst().place().position()).isGreaterThan(last);
        }
    }

    @Test
    default void keepsQueueOrderAfterReopening() {
        Scene scene = Scene.of(open());
        Run first;
        Run second;
        try (scene) {
            second = scene.draft(Scene.ANN);
            first = scene.queued(Scene.ANN);
            second = scene.apply(second, Scene.confirm());
        }

        try (Scene again = new Scene(reopen(), scene.ids())) {
            Run behind = second;
            assertThat(again.find(
                            records -> records.runs().nextQueued(Scene.ANN).map(Run::id)))
                    .contains(first.id());
            assertThat(again.<Long>read(records -> records.runs().ahead(Scene.existing(records, behind.id()))))
                    .isEqualTo(1);
        }
    }
}
