package io.storyforge.runtime.server.store;

import io.storyforge.runtime.store.Records;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A caller's function on its way through a store thread, and what came of it. */
final class Work<T> {
    private final Function<Records, T> function;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    // The outcome before it is durable. Used by the store thread only.
    private Runnable outcome = () -> {};

    Work(Function<Records, T> function) {
        this.function = function;
    }

    /** Runs the function and keeps its outcome back; false when it threw. */
    boolean run(Records records) {
        try {
            T value = StoreThread.run(function, records);
            outcome = () -> answer.complete(value);
            return true;
        } catch (Throwable e) { // whatever it is belongs to the caller, and the thread must go on
            outcome = () -> answer.completeExceptionally(e);
            return false;
        }
    }

    /** Gives the caller the outcome. */
    void answer() {
        outcome.run();
    }

    /** Gives the caller a failure of the store instead. */
    void fail(RuntimeException failure) {
        answer.completeExceptionally(failure);
    }

    /**
     * Waits for the outcome. An interrupt is kept for later: the work may be durable already, and giving up would turn
     * a known outcome into an unknown one.
     */
    T await() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return answer.get();
                } catch (InterruptedException ignored) { // kept for later, see above
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw unchecked(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unchecked(@Nullable Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException exception ? exception : new IllegalStateException(thrown);
    }
}
