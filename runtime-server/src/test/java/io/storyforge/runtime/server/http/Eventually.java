package io.storyforge.runtime.server.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what comes about by itself: looks again and again, and fails at a deadline. The only place that waits. */
public final class Eventually {
    /** Long enough for a busy machine; a test that passes never waits this long. */
    public static final Duration SOON = Duration.ofSeconds(20);

    private static final long PAUSE_NANOS = 5_000_000;

    private Eventually() {}

    /** Returns once the condition holds. */
    public static void holds(Duration limit, BooleanSupplier condition) {
        comes(limit, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** The value, once there is one. */
    public static <T> T comes(Duration limit, Supplier<Optional<T>> value) {
        long end = System.nanoTime() + limit.toNanos();
        Optional<T> found = value.get();
        while (found.isEmpty()) {
            if (System.nanoTime() - end >= 0) {
                throw new AssertionError("did not come about within " + limit);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            found = value.get();
        }
        return found.get();
    }
}
