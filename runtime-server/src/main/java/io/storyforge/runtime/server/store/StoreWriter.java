package io.storyforge.runtime.server.store;

import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.RuntimeStore.CommitListener;
import io.storyforge.runtime.store.StoreBusyException;
import io.storyforge.runtime.store.StoreUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * The only thread that changes anything. While it waits for the disk, changes gather, and the next commit takes all of
 * them and what comes while they are worked on: one wait for the disk serves many callers.
 */
final class StoreWriter implements AutoCloseable {
    private static final Logger LOGGER = System.getLogger(StoreWriter.class.getName());
    static final int MOST_PER_COMMIT = 256;

    private final WriterConnection connection;
    private final BlockingQueue<Work<?>> waiting;
    private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();
    private final StoreThread thread = new StoreThread("store-writer", this::loop);
    private final CommitCounts counts = new CommitCounts();
    private volatile boolean closing;
    private volatile Optional<String> lastFailure = Optional.empty();

    StoreWriter(WriterConnection connection, int mostWaiting) {
        this.connection = connection;
        this.waiting = new ArrayBlockingQueue<>(mostWaiting);
    }

    void start() {
        thread.start();
    }

    int waiting() {
        return waiting.size();
    }

    int capacity() {
        return waiting.size() + waiting.remainingCapacity();
    }

    CommitCounts counts() {
        return counts;
    }

    /** Why changes cannot be made now; empty after a commit that succeeded, and before the first. */
    Optional<String> trouble() {
        return thread.isAlive() ? lastFailure : Optional.of("the writer has ended");
    }

    void onCommit(CommitListener listener) {
        listeners.add(listener);
    }

    <T> T write(Function<Records, T> function) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("a commit listener must not write: it would wait for itself");
        }
        Work<T> work = new Work<>(function);
        if (closing) {
            throw closed();
        }
        if (!waiting.offer(work)) {
            counts.refused();
            throw new StoreBusyException(waiting.size());
        }
        // The loop may have looked at the queue for the last time before the offer.
        if (closing && !thread.isAlive() && waiting.remove(work)) {
            throw closed();
        }
        return work.await();
    }

    /** Finishes what waits, then closes the connection. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException ignored) { // kept for later: the file must be closed when this returns
                interrupted = true;
            }
        }
        List<Work<?>> late = new ArrayList<>();
        waiting.drainTo(late);
        late.forEach(work -> work.fail(closed()));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        List<Work<?>> group = new ArrayList<>();
        while (next(group)) {
            try {
                commit(group);
            } catch (Error e) { // such as too little memory: these callers learn it, and the thread must go on
                connection.close();
                StoreUnavailableException failure = new StoreUnavailableException("the store's thread failed", e);
                group.forEach(work -> work.fail(failure));
            }
            group.clear();
        }
        connection.close();
    }

    private boolean next(List<Work<?>> group) {
        try {
            if (!closing) {
                group.add(waiting.take());
            }
        } catch (InterruptedException ignored) { // only close() interrupts, to end the wait
            closing = true;
        }
        drainTo(group);
        return !group.isEmpty();
    }

    /** Adds what has come meanwhile to a group that is not committed yet; false when there is nothing or no room. */
    private boolean drainTo(List<Work<?>> group) {
        return waiting.drainTo(group, MOST_PER_COMMIT - group.size()) > 0;
    }

    private void commit(List<Work<?>> group) {
        List<RunEvent> events;
        long begun = System.nanoTime();
        try {
            events = connection.commit(group, () -> drainTo(group));
            counts.committed(group.size(), System.nanoTime() - begun);
            lastFailure = Optional.empty();
        } catch (StoreUnavailableException e) {
            counts.failed();
            lastFailure = Optional.of("the last commit failed: " + e.getMessage());
            LOGGER.log(Level.ERROR, "a commit failed, %d changes were refused: %s".formatted(group.size(), e));
            group.forEach(work -> work.fail(e));
            return;
        }
        // Before the callers: who reads its own answer finds the streams informed.
        if (!events.isEmpty()) {
            listeners.forEach(listener -> tell(listener, events));
        }
        group.forEach(Work::answer);
    }

    private static void tell(CommitListener listener, List<RunEvent> events) {
        try {
            listener.committed(events);
        } catch (RuntimeException e) {
            LOGGER.log(Level.ERROR, "a commit listener failed; streams may lag until the next event", e);
        }
    }

    private static StoreUnavailableException closed() {
        return new StoreUnavailableException("the store is closed");
    }
}
