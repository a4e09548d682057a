package io.storyforge.runtime.server.store;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What the writer counts. Written by its thread, but for what callers were refused; read by any. */
final class CommitCounts {
    private final LongAdder refused = new LongAdder();
    private final LongAdder changes = new LongAdder();
    private final LongAdder commits = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final AtomicLong largest = new AtomicLong();

    void refused() {
        refused.increment();
    }

    void committed(int size, long took) {
        changes.add(size);
        commits.increment();
        nanos.add(took);
        largest.accumulateAndGet(size, Math::max);
    }

    void failed() {
        failed.increment();
    }

    StoreFigures with(int waiting, int capacity, StoreFiles files) {
        return new StoreFigures(
                waiting,
                capacity,
                refused.sum(),
                changes.sum(),
                commits.sum(),
                nanos.sum(),
                largest.get(),
                failed.sum(),
                files.databaseBytes(),
                files.walBytes(),
                files.freeBytes());
    }
}
