package io.storyforge.runtime.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.StoreBusyException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that share a commit. */
final class GroupCommitTest {
    @TempDir
    Path directory = Path.of("");

    private final List<RunEvent> told = new ArrayList<>();
    private final AtomicInteger commits = new AtomicInteger();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable SqliteStore opened;

    @BeforeEach
    void openStore() {
        opened = Scenes.open(directory);
        store().onCommit(events -> {
            commits.incrementAndGet();
            told.addAll(events);
        });
    }

    @AfterEach
    void closeStore() {
        callers.close();
        store().close();
    }

    @Test
    void commitsWhatWaitsTogether() {
        List<CompletableFuture<Run>> changes =
                together(numbers(50, number -> records -> Scenes.insert(records, number)));

        changes.forEach(CompletableFuture::join);

        assertThat(commits).hasValue(1);
        assertThat(told).hasSize(50);
    }

    @Test
    void leavesOthersUntouchedWhenOneFailsAfterItChangedSomething() {
        IllegalArgumentException mine = new IllegalArgumentException("mine");
        List<CompletableFuture<Run>> changes = together(numbers(40, number -> records -> {
            Run run = Scenes.insert(records, number);
            if (number % 4 == 0) {
                throw mine;
            }
            return run;
        }));

        for (int i = 0; i < 40; i++) {
            CompletableFuture<Run> change = changes.get(i);
            if ((i + 1) % 4 == 0) {
                assertThatExceptionOfType(CompletionException.class)
                        .isThrownBy(change::join)
                        .havingCause()
                        .isSameAs(mine);
            } else {
                assertThat(change.join().id()).isNotEmpty();
            }
        }
        assertThat(commits).hasValue(1);
        assertThat(stored()).hasSize(30).isEqualTo(told);
        assertThat(stored())
                .extracting(event -> event.place().position())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(stored())
                .extracting(event -> event.place().runNumber())
                .containsExactlyElementsOf(numbers(30, number -> number));
    }

    @Test
    void runsFunctionsOnceWhenOneFailsBeforeItChangedAnything() {
        AtomicInteger calls = new AtomicInteger();
        List<CompletableFuture<Run>> changes = together(numbers(20, number -> records -> {
            calls.incrementAndGet();
            if (number == 7) {
                throw new IllegalArgumentException("before any change");
            }
            return Scenes.insert(records, number);
        }));

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(changes.get(6)::join)
                .withMessageContaining("before any change");
        changes.remove(6);
        changes.forEach(CompletableFuture::join);
        assertThat(calls).hasValue(20);
        assertThat(told).hasSize(19);
    }

    @Test
    void refusesMoreThanMayWait() {
        store().close();
        opened = Scenes.open(directory, Scenes.waiting(3));
        CountDownLatch release = hold();
        List<CompletableFuture<Integer>> waiting = submit(List.of(records -> 1, records -> 2, records -> 3));

        assertThatExceptionOfType(StoreBusyException.class)
                .isThrownBy(() -> store().write(records -> 4))
                .withMessage("3 changes are waiting to be stored");
        release.countDown();

        assertThat(waiting).extracting(CompletableFuture::join).containsExactly(1, 2, 3);
        assertThat(store().<Integer>write(records -> 5)).isEqualTo(5);
    }

    @Test
    void goesOnAfterAListenerThatFails() {
        store().onCommit(events -> {
            throw new IllegalArgumentException("listener");
        });

        store().write(records -> Scenes.insert(records, 1));
        store().write(records -> Scenes.insert(records, 2));

        assertThat(told).hasSize(2);
    }

    private SqliteStore store() {
        return Objects.requireNonNull(opened);
    }

    private List<RunEvent> stored() {
        return store().read(records -> records.runs().feed("ann", Optional.empty(), 0, 1000));
    }

    @Test
    void keepsTheNumbersOfAGroupInWhichOneFails() {
        Function<Records, Long> number = records -> records.runs().nextNumber(Scenes.LANE);
        List<CompletableFuture<Long>> changes = together(List.of(
                number,
                records -> {
                    var _ = number.apply(records);
                    throw new IllegalArgumentException("after it took a number");
                },
                number));

        assertThat(changes.getFirst().join()).isEqualTo(1);
        assertThatExceptionOfType(CompletionException.class).isThrownBy(changes.get(1)::join);
        assertThat(changes.getLast().join()).isEqualTo(2);
        assertThat(store().<Long>write(number)).isEqualTo(3);
    }

    /** Gets the functions into one commit: the writer is held until all of them wait. */
    private <T> List<CompletableFuture<T>> together(List<Function<Records, T>> functions) {
        CountDownLatch release = hold();
        List<CompletableFuture<T>> changes = submit(functions);
        release.countDown();
        return changes;
    }

    private CountDownLatch hold() {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        callers.execute(() -> store().write(records -> {
            held.countDown();
            awaitLatch(release);
            return 0;
        }));
        awaitLatch(held);
        return release;
    }

    // In order: each is submitted when the one before it waits.
    private <T> List<CompletableFuture<T>> submit(List<Function<Records, T>> functions) {
        List<CompletableFuture<T>> changes = new ArrayList<>();
        for (Function<Records, T> function : functions) {
            int before = store().waitingChanges();
            changes.add(CompletableFuture.supplyAsync(() -> store().write(function), callers));
            while (store().waitingChanges() == before) {
                Thread.onSpinWait();
            }
        }
        return changes;
    }

    private static <T> List<T> numbers(int count, Function<Long, T> each) {
        List<T> all = new ArrayList<>();
        for (long number = 1; number <= count; number++) {
            all.add(each.apply(number));
        }
        return all;
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
