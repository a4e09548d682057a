package io.storyforge.runtime.store;

import io.storyforge.runtime.run.RunEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A store in memory for tests. One write at a time works on a copy that replaces the state when it succeeds, so that
 * readers see one state and a write that throws leaves nothing. Listeners are called on the writing thread.
 */
public final class InMemoryStore implements RuntimeStore {
    private final Object writeLock = new Object();
    private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();
    private volatile InMemoryRecords current;

    private InMemoryStore(boolean withLanes) {
        this.current = new InMemoryRecords(withLanes);
    }

    /** An empty store. */
    public InMemoryStore() {
        this(true);
    }

    /** An empty store with a defect: it does not refuse a second active run. For tests that must notice. */
    public static InMemoryStore withoutLanes() {
        return new InMemoryStore(false);
    }

    @Override
    public <T> T read(Function<Records, T> queries) {
        return queries.apply(current);
    }

    @Override
    public <T> T write(Function<Records, T> work) {
        synchronized (writeLock) {
            InMemoryRecords before = current;
            InMemoryRecords next = before.copy();
            T result = work.apply(next);
            current = next.sealed();
            List<RunEvent> appended = next.events().after(before.events().lastPosition());
            if (!appended.isEmpty()) {
                listeners.forEach(listener -> listener.committed(appended));
            }
            return result;
        }
    }

    @Override
    public void onCommit(CommitListener listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {}
}
