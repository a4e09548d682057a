package io.storyforge.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many writers and readers at once. */
interface ConcurrencyContract extends StoreFixture {
    @Test
    default void answersWriteOnlyAfterItCanBeRead() {
        try (Scene scene = Scene.of(open())) {
            List<Integer> missing = Crowd.each(8, thread -> {
                int unseen = 0;
                for (int i = 0; i < 25; i++) {
                    Run run = scene.draft(Scene.ANN);
                    unseen +=
                            scene.read(records -> records.runs().find(run.id())).isEmpty() ? 1 : 0;
                    unseen += scene.events(run).size() == 1 ? 0 : 1;
                }
                return unseen;
            });

            assertThat(missing).containsOnly(0);
        }
    }

    @Test
    default void doesNotHarmWritesNextToOnesThatThrow() {
        try (Scene scene = Scene.of(open())) {
            List<List<Run>> written = Crowd.each(8, thread -> {
                List<Run> mine = new ArrayList<>();
                for (int i = 0; i < 30; i++) {
                    if (i % 3 == thread % 3) {
                        assertThatThrownBy(() -> scene.write(records -> {
                                    Scene.insert(records, scene.newId(), Scene.BOB);
                                    throw new IllegalStateException("after writing");
                                }))
                                .hasMessage("after writing");
                    } else {
                        mine.add(scene.draft(Scene.ANN));
                    }
                }
                return mine;
            });

            List<Run> all = written.stream().flatMap(List::stream).toList();
            assertThat(all).hasSize(160);
            all.forEach(run -> Sameness.assertSame(scene.stored(run), run));
            assertThat(all).extracting(run -> run.head().key().number()).doesNotHaveDuplicates();
            assertThat(scene.feed("bob")).isEmpty();
            assertThat(scene.feed("ann")).hasSize(160);
        }
    }

    @Test
    default void letsOneOfManyConfirmsWin() {
        try (Scene scene = Scene.of(open())) {
            Run run = scene.draft(Scene.ANN);

            List<Boolean> won = Crowd.each(
                    8,
                    thread -> scene.store().<Boolean>write(records -> {
                        boolean open = Scene.existing(records, run.id()).status() == RunStatus.NEEDS_CONFIRMATION;
                        if (open) {
                            Scene.apply(records, run.id(), Scene.confirm());
                        }
                        return open;
                    }));

            assertThat(won).filteredOn(first -> first).hasSize(1);
            assertThat(scene.events(run)).hasSize(3);
        }
    }

    @Test
    default void readsOneStateWhileOthersWrite() {
        try (Scene scene = Scene.of(open())) {
            Run run = scene.draft(Scene.ANN);

            List<Object> seen = scene.read(records -> {
                RunStatus before = Scene.existing(records, run.id()).status();
                Crowd.each(1, thread -> scene.apply(run, Scene.confirm()));
                return List.of(
                        before,
                        Scene.existing(records, run.id()).status(),
                        records.runs().events(run.id(), 0, 10).size());
            });

            assertThat(seen).containsExactly(RunStatus.NEEDS_CONFIRMATION, RunStatus.NEEDS_CONFIRMATION, 1);
            assertThat(scene.stored(run).status()).isEqualTo(RunStatus.QUEUED);
        }
    }
}
