package io.storyforge.runtime.plugin;

import io.storyforge.runtime.plugin.CallGuard.Outcome;
import io.storyforge.runtime.trace.Span;

/** Says on a span how a call of a plugin ended; what was thrown may hold words of people and stays in the log. */
final class CallSpans {
    private CallSpans() {}

    static <T> Outcome<T> ended(Span span, Outcome<T> outcome) {
        switch (outcome) {
            case Outcome.Answered<T> ignored -> {}
            case Outcome.Threw<T> ignored -> span.failed("threw");
            case Outcome.TimedOut<T> ignored -> span.failed("timed_out");
            case Outcome.Busy<T> ignored -> span.failed("busy");
        }
        return outcome;
    }
}
