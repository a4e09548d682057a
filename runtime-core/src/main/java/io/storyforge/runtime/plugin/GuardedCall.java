package io.storyforge.runtime.plugin;

import io.storyforge.runtime.plugin.CallGuard.Outcome;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A call to a plugin's code that was begun: one side runs the code, the other waits for its outcome or gives up. */
final class GuardedCall<T> {
    private static final Seat NO_SEAT = new Seat() {
        @Override
        public void leave() {}

        @Override
        public void late() {}
    };

    private final CompletableFuture<Outcome<T>> outcome = new CompletableFuture<>();
    private final AtomicBoolean entered = new AtomicBoolean();
    private final FutureTask<Boolean> task;
    private final Seat seat;

    /** What a call tells of itself. */
    interface Seat {
        /** The code ended. */
        void leave();

        /** The code is over its limit. */
        void late();
    }

    GuardedCall(Callable<T> code, Seat seat) {
        this.seat = seat;
        this.task = new FutureTask<>(() -> {
            entered.set(true);
            // The place is left before the answer is told: whoever hears it may call again at once.
            try {
                Outcome<T> ended = contained(code);
                seat.leave();
                return outcome.complete(ended);
            } catch (OutOfMemoryError e) {
                seat.leave();
                return outcome.completeExceptionally(e);
            }
        });
    }

    /** A call that there was no place for. */
    static <T> GuardedCall<T> refused() {
        GuardedCall<T> call = new GuardedCall<>(
                () -> {
                    throw new IllegalStateException("a refused call is never begun");
                },
                NO_SEAT);
        call.outcome.complete(new Outcome.Busy<>());
        return call;
    }

    /** Runs the code, on the plugin's thread. */
    void run() {
        task.run();
    }

    /** Interrupts the code; the call ends when the code does. */
    void interrupt() {
        seat.late();
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
            if (e.getCause() instanceof OutOfMemoryError error) {
                throw error;
            }
            throw new IllegalStateException("an outcome is never an exception", e);
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
