package io.storyforge.runtime.execution;

import io.storyforge.runtime.store.StoreException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Passes on how far a step is, at most once a second: each report is a durable event. */
final class ProgressReport implements Consumer<String> {
    private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);
    private static final int MAX_LENGTH = 300;

    private final Consumer<String> journal;
    private long next = System.nanoTime();

    ProgressReport(Consumer<String> journal) {
        this.journal = journal;
    }

    @Override
    public synchronized void accept(String detail) {
        long now = System.nanoTime();
        if (now - next < 0) {
            return;
        }
        next = now + PERIOD;
        try {
            journal.accept(detail.substring(0, Math.min(detail.length(), MAX_LENGTH)));
        } catch (StoreException ignored) { // a missing report is no reason to stop the step
            next = now;
        }
    }
}
