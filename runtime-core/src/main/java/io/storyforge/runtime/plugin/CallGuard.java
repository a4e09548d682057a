package io.storyforge.runtime.plugin;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Calls one plugin's code so that whatever it does harms only the caller of this call.
 *
 * <p>Plugin code runs on platform threads: a busy loop on a virtual thread would keep its carrier, and as many loops as
 * cores would stop every virtual thread of the server. At most a fixed number of calls run at once; one more is refused
 * rather than queued. A call over its limit is interrupted and its answer dropped.
 */
public final class CallGuard implements AutoCloseable {
    private final ThreadPoolExecutor threads;

    /** A guard for the plugin with the id. */
    public CallGuard(String pluginId, int maxConcurrent) {
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                0,
                maxConcurrent,
                30,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                work -> Thread.ofPlatform()
                        .name("plugin-%s-%d".formatted(pluginId, number.incrementAndGet()))
                        .daemon()
                        .unstarted(work));
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

    /** Begins a call. */
    <T> Call<T> begin(Callable<T> code) {
        Call<T> call = new Call<>(code);
        try {
            threads.execute(call.task);
        } catch (RejectedExecutionException ignored) { // refused is an outcome
            call.outcome.complete(new Outcome.Busy<>());
        }
        return call;
    }

    /** How many calls are running, those over their limit included. */
    public int running() {
        return threads.getActiveCount();
    }

    /** Interrupts all calls and takes no more. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** A call that was begun. */
    static final class Call<T> {
        private final CompletableFuture<Outcome<T>> outcome = new CompletableFuture<>();
        private final AtomicBoolean entered = new AtomicBoolean();
        private final FutureTask<Boolean> task;

        private Call(Callable<T> code) {
            this.task = new FutureTask<>(() -> {
                entered.set(true);
                return outcome.complete(contained(code));
            });
        }

        /** Interrupts the code; the call ends when the code does. */
        void interrupt() {
            task.cancel(true);
            if (!entered.get()) {
                outcome.complete(new Outcome.TimedOut<>());
            }
        }

        /** Waits for the call's end, at most for the limit; then interrupts it. */
        Outcome<T> await(Duration limit) {
            try {
                return outcome.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException ignored) { // the limit is an outcome
                interrupt();
                return new Outcome.TimedOut<>();
            } catch (InterruptedException ignored) { // whoever waits is stopping, so the call is too
                interrupt();
                Thread.currentThread().interrupt();
                return new Outcome.TimedOut<>();
            } catch (ExecutionException e) {
                throw new IllegalStateException("an outcome is never an exception", e);
            }
        }
    }

    // At the plugin border anything thrown is an outcome, except memory running out, which is the whole server's.
    private static <T> Outcome<T> contained(Callable<T> code) {
        try {
            return new Outcome.Answered<>(code.call());
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            return new Outcome.Threw<>(e);
        }
    }
}
