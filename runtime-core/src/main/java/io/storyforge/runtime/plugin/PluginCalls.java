package io.storyforge.runtime.plugin;

import io.storyforge.runtime.metric.Histogram;
import io.storyforge.runtime.metric.Times;
import io.storyforge.runtime.plugin.CallGuard.Outcome;
import io.storyforge.runtime.plugin.PluginProblem.Code;
import io.storyforge.runtime.spi.HandoffOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Counts the calls of one kind to one plugin. Safe for use by many threads. */
public final class PluginCalls {
    // Enough for a percentile, and a copy of it costs nothing.
    private static final int KEPT = 256;
    private static final int PERCENTILE = 95;

    private final Histogram times = Times.ofCalls();
    private final long[] lastMicros = new long[KEPT];
    private Counts counts = new Counts(0, 0, 0, 0, 0);
    private Optional<LastError> lastError = Optional.empty();
    private long measured;

    /** How a call ended. */
    private enum End {
        ANSWERED,
        DECLINED,
        FAILED,
        TIMED_OUT,
        BUSY
    }

    /**
     * The counts since the plugin was loaded.
     *
     * @param total all that were begun; those refused as busy are not
     */
    public record Counts(long total, long declined, long failed, long timedOut, long busy) {
        private Counts plus(End end) {
            return new Counts(
                    total + (end == End.BUSY ? 0 : 1),
                    declined + (end == End.DECLINED ? 1 : 0),
                    failed + (end == End.FAILED ? 1 : 0),
                    timedOut + (end == End.TIMED_OUT ? 1 : 0),
                    busy + (end == End.BUSY ? 1 : 0));
        }
    }

    /** The last failure. */
    public record LastError(Instant at, PluginProblem problem) {}

    /** How many calls ended how. */
    public synchronized Counts counts() {
        return counts;
    }

    /** The last failure; empty when there was none. */
    public synchronized Optional<LastError> lastError() {
        return lastError;
    }

    /** The times of all calls that were begun, in nanoseconds. */
    public Histogram.Counted times() {
        return times.counted();
    }

    /** The time within which 95 of 100 of the latest calls ended. */
    public long p95Millis() {
        long[] latest = latest();
        Arrays.sort(latest);
        return latest.length == 0 ? 0 : latest[(latest.length - 1) * PERCENTILE / 100] / 1_000;
    }

    private synchronized long[] latest() {
        return Arrays.copyOf(lastMicros, (int) Math.min(measured, KEPT));
    }

    /**
     * Counts how a call ended.
     *
     * @param what the kind of call, for the words of a failure
     * @return what was wrong; empty when the call answered or was never begun
     */
    Optional<PluginProblem> ended(Outcome<?> outcome, long nanos, Kind what, Instant now) {
        return switch (outcome) {
            case Outcome.Answered<?>(HandoffOutcome.Declined ignored) -> counted(End.DECLINED, nanos);
            case Outcome.Answered<?> ignored -> counted(End.ANSWERED, nanos);
            case Outcome.Threw<?>(Throwable cause) -> Optional.of(threw(cause, nanos, now));
            case Outcome.TimedOut<?> ignored -> {
                counted(End.TIMED_OUT, nanos);
                yield Optional.of(failed(now, what.late()));
            }
            case Outcome.Busy<?> ignored -> counted(End.BUSY, nanos);
        };
    }

    /** Counts a call that threw; what was wrong. */
    PluginProblem threw(Throwable cause, long nanos, Instant now) {
        counted(End.FAILED, nanos);
        return failed(now, LoadFailures.problem(Code.CALLS, cause));
    }

    /** What is called, and how long it may take. */
    record Kind(String name, Duration limit) {
        private PluginProblem late() {
            return PluginProblem.of(
                    Code.CALLS,
                    "a %s did not answer within %d ms".formatted(name, limit.toMillis()),
                    "make the plugin faster, or raise its limit");
        }
    }

    private synchronized Optional<PluginProblem> counted(End end, long nanos) {
        counts = counts.plus(end);
        if (end != End.BUSY) {
            times.add(nanos);
            lastMicros[(int) (measured++ % KEPT)] = nanos / 1_000;
        }
        return Optional.empty();
    }

    private synchronized PluginProblem failed(Instant at, PluginProblem problem) {
        lastError = Optional.of(new LastError(at, problem));
        return problem;
    }
}
