package io.storyforge.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.run.EventType;
import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.NewEvent;
import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.RuntimeStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class ConfirmingSpansTest {
    private final ConfirmingSpans confirming = new ConfirmingSpans(new RecordingTracing());
    private final Link first = new Link() {};
    private final Link second = new Link() {};

    @Test
    void keepsTheSpanUntilTheRunIsOver() {
        Listened store = new Listened();
        confirming.follow(store);
        confirming.confirmed("a", first);
        confirming.confirmed("b", second);

        store.tell(event("a", EventType.STEP_FINISHED, RunStatus.RUNNING));
        assertThat(confirming.of("a")).isSameAs(first);

        store.tell(event("a", EventType.DONE, RunStatus.DONE));
        assertThat(confirming.of("a")).isSameAs(Link.NONE);
        assertThat(confirming.of("b")).isSameAs(second);
    }

    @Test
    void pointsNowhereForARunThatWasConfirmedInAnotherLife() {
        assertThat(confirming.of("a")).isSameAs(Link.NONE);
    }

    @Test
    void forgetsTheOldestWhenTooManyAreNotOver() {
        for (int run = 0; run < 10_001; run++) {
            confirming.confirmed("run-" + run, first);
        }

        assertThat(confirming.of("run-0")).isSameAs(Link.NONE);
        assertThat(confirming.of("run-1")).isSameAs(first);
        assertThat(confirming.of("run-10000")).isSameAs(first);
    }

    @Test
    void listensToNothingWhileNobodyCollects() {
        Listened store = new Listened();
        ConfirmingSpans off = new ConfirmingSpans(Tracing.OFF);
        off.follow(store);
        off.confirmed("a", off.here());

        assertThat(store.listeners).isEmpty();
        assertThat(off.of("a")).isSameAs(Link.NONE);
    }

    private static RunEvent event(String runId, EventType type, RunStatus after) {
        RunEvent.Place place = new RunEvent.Place(runId, 1, new Lane("ann", ""), 1, 1, false);
        return new RunEvent("e", place, new NewEvent(type, after, "", Map.of()), Instant.EPOCH);
    }

    private static final class Listened implements RuntimeStore {
        private final List<CommitListener> listeners = new ArrayList<>();

        void tell(RunEvent event) {
            listeners.forEach(listener -> listener.committed(List.of(event)));
        }

        @Override
        public void onCommit(CommitListener listener) {
            listeners.add(listener);
        }

        @Override
        public <T> T read(Function<Records, T> queries) {
            throw new AssertionError("nothing is read");
        }

        @Override
        public <T> T write(Function<Records, T> work) {
            throw new AssertionError("nothing is written");
        }

        @Override
        public void close() {}
    }
}
