package io.storyforge.runtime.server.store;

import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.StoreBusyException;
import io.storyforge.runtime.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/** A few threads that read, each on its own connection, while the writer writes. */
final class StoreReaders implements AutoCloseable {
    private static final int MOST_WAITING = 4096;

    private final BlockingQueue<Work<?>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final List<StoreThread> threads = new ArrayList<>();
    private volatile boolean closing;

    StoreReaders(Supplier<ReaderConnection> connections, int count) {
        for (int i = 1; i <= count; i++) {
            threads.add(new StoreThread("store-reader-" + i, () -> loop(connections.get())));
        }
    }

    void start() {
        threads.forEach(Thread::start);
    }

    <T> T read(Function<Records, T> function) {
        if (closing) {
            throw closed();
        }
        Work<T> work = new Work<>(function);
        if (!waiting.offer(work)) {
            throw new StoreBusyException(waiting.size());
        }
        if (closing && threads.stream().noneMatch(Thread::isAlive) && waiting.remove(work)) {
            throw closed();
        }
        return work.await();
    }

    @Override
    public void close() {
        closing = true;
        boolean interrupted = false;
        threads.forEach(Thread::interrupt);
        for (StoreThread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException ignored) { // kept for later: the file must be closed when this returns
                    interrupted = true;
                }
            }
        }
        List<Work<?>> late = new ArrayList<>();
        waiting.drainTo(late);
        late.forEach(work -> work.fail(closed()));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop(ReaderConnection connection) {
        while (!closing) {
            try {
                connection.read(waiting.take());
            } catch (InterruptedException ignored) { // only close() interrupts, to end the wait
                break;
            }
        }
        connection.close();
    }

    private static StoreUnavailableException closed() {
        return new StoreUnavailableException("the store is closed");
    }
}
