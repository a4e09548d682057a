package io.storyforge.runtime.server.store;

import io.storyforge.runtime.metric.Histogram;
import io.storyforge.runtime.metric.Times;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What the writer counts. Written by its thread, but for what callers were refused; read by any. */
final class CommitCounts {
    private final LongAdder refused = new LongAdder();
    // Powers of two up to the most that one commit takes.
    private final Histogram changes = Histogram.upTo(1, 2, 4, 8, 16, 32, 64, 128, StoreWriter.MOST_PER_COMMIT);
    private final Histogram nanos = Times.ofAnswers();
    private final LongAdder failed = new LongAdder();
    private final AtomicLong largest = new AtomicLong();

    void refused() {
        refused.increment();
    }

    void committed(int size, long took) {
        changes.add(size);
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
                changes.counted(),
                nanos.counted(),
                largest.get(),
                failed.sum(),
                files.databaseBytes(),
                files.walBytes(),
                files.freeBytes());
    }
}
