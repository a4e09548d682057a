package io.storyforge.runtime.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.store.InMemoryStore;
import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.RuntimeStore;
import io.storyforge.runtime.testkit.Front;
import io.storyforge.runtime.testkit.Front.RunsCall;
import io.storyforge.runtime.testkit.StoreFront;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class RunWalkTest {
    private static final int COMMANDS = 4_000;
    private static final long KNOWN_SEED = 20261123;

    @Test
    void keepsEveryPromiseOnANewWay() {
        RunWalk.Report report = RunWalk.run(new InMemoryStore(), RunWalk.seed(), COMMANDS);

        assertThat(report.applied()).as("%s", report).isGreaterThan(COMMANDS / 5);
        assertThat(report.refused()).isGreaterThan(COMMANDS / 20);
        assertThat(report.runs()).isGreaterThan(COMMANDS / 40);
        assertThat(report.reached().keySet()).containsExactlyInAnyOrder(RunStatus.values());
    }

    @Test
    void takesTheSameWayWithTheSameSeed() {
        assertThat(RunWalk.run(new InMemoryStore(), KNOWN_SEED, 500))
                .isEqualTo(RunWalk.run(new InMemoryStore(), KNOWN_SEED, 500));
    }

    @Test
    void noticesAStoreThatDropsAnEvent() {
        AtomicInteger updates = new AtomicInteger();

        breaks(
                new InMemoryStore(),
                (runs, method, arguments) -> {
                    if (method.getName().equals("update") && updates.incrementAndGet() % 50 == 0) {
                        List<?> events = (List<?>) arguments[1];
                        arguments[1] = events.subList(0, events.size() - 1);
                    }
                    return method.invoke(runs, arguments);
                },
                "broke at command");
    }

    @Test
    void noticesAStoreThatForgetsTheNewState() {
        AtomicInteger updates = new AtomicInteger();

        breaks(
                new InMemoryStore(),
                (runs, method, arguments) -> {
                    if (method.getName().equals("update") && updates.incrementAndGet() % 50 == 0) {
                        arguments[0] = runs.find(((Run) arguments[0]).id()).orElseThrow();
                    }
                    return method.invoke(runs, arguments);
                },
                "status of");
    }

    @Test
    void noticesAStoreThatLetsTwoRunsOfALaneBeActive() {
        breaks(
                InMemoryStore.withoutLanes(),
                (runs, method, arguments) ->
                        method.getName().equals("active") ? Optional.empty() : method.invoke(runs, arguments),
                "only one run of Lane");
    }

    @Test
    void noticesAStoreThatForgetsQueuedRuns() {
        breaks(
                new InMemoryStore(),
                (runs, method, arguments) ->
                        method.getName().equals("nextQueued") ? Optional.empty() : method.invoke(runs, arguments),
                "lane of queued run");
    }

    @Test
    void noticesAStoreThatGivesANumberTwice() {
        breaks(
                new InMemoryStore(),
                (runs, method, arguments) ->
                        method.getName().equals("nextNumber") ? Long.valueOf(1) : method.invoke(runs, arguments),
                "number of run");
    }

    @Test
    void noticesAStoreThatTakesOldLeases() {
        breaks(
                new InMemoryStore(),
                (runs, method, arguments) -> method.getName().equals("holds") ? true : method.invoke(runs, arguments),
                "an old lease was taken");
    }

    @Test
    void noticesAStoreThatKeepsWhatAFailedWriteDid() {
        breaks(new WithoutRollback(new InMemoryStore()), "refusal");
    }

    private static void breaks(RuntimeStore sound, RunsCall defect, String word) {
        breaks(new StoreFront(sound, records -> Front.runs(records, defect)), word);
    }

    private static void breaks(RuntimeStore store, String word) {
        assertThatThrownBy(() -> RunWalk.run(store, KNOWN_SEED, COMMANDS))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Dwalk.seed=" + KNOWN_SEED)
                .hasMessageContaining(word);
    }

    private static final class WithoutRollback extends StoreFront {
        WithoutRollback(RuntimeStore sound) {
            super(sound, UnaryOperator.identity());
        }

        @Override
        public <T> T write(Function<Records, T> work) {
            return super.<Outcome<T>>write(records -> {
                        try {
                            T result = work.apply(records);
                            return () -> result;
                        } catch (RuntimeException e) {
                            return () -> {
                                throw e;
                            };
                        }
                    })
                    .get();
        }

        private interface Outcome<T> {
            T get();
        }
    }
}
