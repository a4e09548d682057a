package io.storyforge.plugin.testkit;

import io.storyforge.runtime.plugin.CallGuard.Outcome;
import java.time.Duration;

/** Takes the answer out of a guarded call. What the server would count against the plugin fails the test here. */
final class Answers {
    private Answers() {}

    static <T> T of(String call, Outcome<T> outcome, Duration limit) {
        return switch (outcome) {
            case Outcome.Answered<T>(T value) -> value;
            case Outcome.Threw<T>(Throwable cause) ->
                throw new AssertionError("%s threw %s".formatted(call, cause), cause);
            case Outcome.TimedOut<T> ignored ->
                throw new AssertionError("%s did not answer within %s".formatted(call, limit));
            case Outcome.Busy<T> ignored ->
                throw new AssertionError(
                        "%s found no place: earlier calls of this test have not ended".formatted(call));
        };
    }
}
