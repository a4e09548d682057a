package io.storyforge.runtime.server.net;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends reads and writes that take too long. Helidon gives a request no time limit once its first line has come, and a
 * write to a client that reads nothing blocks without end. The interrupt of a virtual thread that is blocked in a socket
 * closes the socket, which is the only way out of it. Safe for use by many threads.
 */
public final class IoDeadline implements AutoCloseable {
    private final Set<Call> calls = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer;

    /**
     * Deadlines that are looked after.
     *
     * @param name of the thread that does
     * @param precision how late a call may be ended
     */
    public IoDeadline(String name, Duration precision) {
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
        long period = Math.max(1, precision.toMillis());
        var _ = timer.scheduleWithFixedDelay(
                () -> calls.forEach(Call::cutWhenLate), period, period, TimeUnit.MILLISECONDS);
    }

    /** Input or output that may block. */
    @FunctionalInterface
    public interface Blocking<T> {
        /** Does it. */
        T call() throws IOException;
    }

    /** The call took too long; its socket is closed. */
    public static final class LateException extends IOException {
        private static final long serialVersionUID = 1L;

        LateException(Duration limit) {
            super("took longer than " + limit);
        }
    }

    /** Does the call on this thread; fails with {@link LateException} when it takes longer than the limit. */
    public <T> T within(Duration limit, Blocking<T> blocking) throws IOException {
        Call call = new Call(Thread.currentThread(), System.nanoTime() + limit.toNanos());
        calls.add(call);
        boolean cut;
        try {
            T result = blocking.call();
            cut = leave(call);
            if (!cut) {
                return result;
            }
        } catch (IOException | RuntimeException e) {
            cut = leave(call);
            if (!cut) {
                throw e;
            }
        }
        throw new LateException(limit);
    }

    private boolean leave(Call call) {
        calls.remove(call);
        boolean cut = call.end();
        if (cut) {
            // The interrupt was meant for the call; what this thread does next must not meet it.
            boolean ignored = Thread.interrupted();
        }
        return cut;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private static final class Call {
        private final Thread thread;
        private final long deadline;
        private boolean ended;
        private boolean cut;

        Call(Thread thread, long deadline) {
            this.thread = thread;
            this.deadline = deadline;
        }

        // Under the call's lock, so that no interrupt reaches a thread that has gone on to something else.
        synchronized void cutWhenLate() {
            if (!ended && !cut && System.nanoTime() - deadline > 0) {
                cut = true;
                thread.interrupt();
            }
        }

        synchronized boolean end() {
            ended = true;
            return cut;
        }
    }
}
