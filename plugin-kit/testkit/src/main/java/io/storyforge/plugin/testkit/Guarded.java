package io.storyforge.plugin.testkit;

import io.storyforge.runtime.plugin.CallGuard;
import io.storyforge.runtime.plugin.CallGuard.Outcome;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Calls a plugin's code under the server's guard. What the server would put into the plugin's row fails the test here. */
final class Guarded {
    /** Half of what the server allows unless the operator says otherwise: machines that run tests are slow. */
    static final Duration LIMIT = Duration.ofSeconds(1);

    private Guarded() {}

    /** What the code answered within the limit. */
    static <T> T answer(String call, Callable<T> code) {
        return answer(call, LIMIT, code);
    }

    /** What the code answered within the limit. */
    static <T> T answer(String call, Duration limit, Callable<T> code) {
        return switch (outcome(limit, code)) {
            case Outcome.Answered<T>(T value) -> present(call, value);
            case Outcome.Threw<T>(Throwable cause) ->
                throw new AssertionError("%s threw %s".formatted(call, cause), cause);
            case Outcome.TimedOut<T> ignored ->
                throw new AssertionError("%s did not answer within %s".formatted(call, limit));
            case Outcome.Busy<T> ignored -> throw new IllegalStateException("a new guard cannot be busy");
        };
    }

    /** How the call ended. */
    static <T> Outcome<T> outcome(Duration limit, Callable<T> code) {
        try (CallGuard guard = new CallGuard("under-test", 1)) {
            return guard.call(code, limit);
        }
    }

    // A plugin compiled without null checks can answer null.
    private static <T> T present(String call, @Nullable T value) {
        if (value == null) {
            throw new AssertionError("%s answered null".formatted(call));
        }
        return value;
    }
}
