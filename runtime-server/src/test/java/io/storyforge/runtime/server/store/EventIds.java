package io.storyforge.runtime.server.store;

import java.util.concurrent.atomic.AtomicLong;

/** Ids of events for tests: unique and ascending over restarts of the store in one process. */
final class EventIds {
    private static final AtomicLong LAST = new AtomicLong();

    private EventIds() {}

    static String next() {
        return "event-%012d".formatted(LAST.incrementAndGet());
    }
}
