package io.storyforge.runtime.plugin;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Calls one plugin's code so that whatever it does harms only the caller of this call.
 *
 * <p>Plugin code runs on platform threads: a busy loop on a virtual thread would keep its carrier, and as many loops as
 * cores would stop every virtual thread of the server. At most a fixed number of calls run at once; one more is refused
 * rather than queued. A call over its limit is interrupted and its answer dropped.
 */
public final class CallGuard implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final ExecutorService threads;
    private final Semaphore places;
    private final int maxConcurrent;
    private final ClassLoader classes;
    private final AtomicInteger stuck = new AtomicInteger();

    /** A guard for the plugin with the id, whose classes are those of the server. */
    public CallGuard(String pluginId, int maxConcurrent) {
        this(pluginId, maxConcurrent, CallGuard.class.getClassLoader());
    }

    /** A guard for the plugin with the id, whose threads have the class loader as their context. */
    CallGuard(String pluginId, int maxConcurrent, ClassLoader classes) {
        // The places bound the threads: a call keeps its place until its code ends, however long that takes.
        this.threads = Executors.newCachedThreadPool(Thread.ofPlatform()
                .name("plugin-%s-".formatted(pluginId), 1)
                .daemon()
                .factory());
        this.classes = classes;
        this.places = new Semaphore(maxConcurrent, true);
        this.maxConcurrent = maxConcurrent;
    }

    /** How a call ended. */
    public sealed interface Outcome<T> {
        /** It answered. */
        record Answered<T>(T value) implements Outcome<T> {}

        /** It threw. */
        record Threw<T>(Throwable cause) implements Outcome<T> {}

        /** It did not answer in time and was interrupted; its thread may still be busy. */
        record TimedOut<T>() implements Outcome<T> {}

        /** As many calls as allowed were already running. */
        record Busy<T>() implements Outcome<T> {}
    }

    /** Calls and waits. An interrupt of the waiting thread interrupts the call. */
    public <T> Outcome<T> call(Callable<T> code, Duration limit) {
        return begin(code).await(limit);
    }

    /** Begins a call; refused when as many as allowed are running. */
    <T> GuardedCall<T> begin(Callable<T> code) {
        return places.tryAcquire() ? started(code) : GuardedCall.refused();
    }

    /** Begins a call once there is a place for it; refused when there is none for so long, or {@code stop} says so. */
    <T> GuardedCall<T> beginWhenFree(Callable<T> code, Duration patience, BooleanSupplier stop) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (!stop.getAsBoolean() && System.nanoTime() - end < 0) {
                if (places.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                    return started(code);
                }
            }
        } catch (InterruptedException ignored) { // whoever waits is stopping
            Thread.currentThread().interrupt();
        }
        return GuardedCall.refused();
    }

    private <T> GuardedCall<T> started(Callable<T> code) {
        Place place = new Place();
        GuardedCall<T> call = new GuardedCall<>(code, place);
        try {
            threads.execute(() -> {
                // Code before this one on the thread may have set another.
                Thread.currentThread().setContextClassLoader(classes);
                try {
                    call.run();
                } finally {
                    place.leave();
                }
            });
            return call;
        } catch (RejectedExecutionException ignored) { // the guard was closed
            place.leave();
            return GuardedCall.refused();
        }
    }

    /** How many calls are running, those over their limit included. */
    public int running() {
        return maxConcurrent - places.availablePermits();
    }

    /** How many calls are over their limit, were interrupted, and have not ended. */
    int stuck() {
        return stuck.get();
    }

    /** Whether no more calls are taken. */
    boolean isClosed() {
        return threads.isShutdown();
    }

    /** The place that a call takes until its code ends. */
    private final class Place implements GuardedCall.Seat {
        private final Object lock = new Object();
        private boolean left;
        private boolean late;

        @Override
        public void leave() {
            synchronized (lock) {
                if (left) {
                    return;
                }
                left = true;
                if (late) {
                    stuck.decrementAndGet();
                }
            }
            places.release();
        }

        @Override
        public void late() {
            synchronized (lock) {
                if (!left && !late) {
                    late = true;
                    stuck.incrementAndGet();
                }
            }
        }
    }

    /** Interrupts all calls and takes no more. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
