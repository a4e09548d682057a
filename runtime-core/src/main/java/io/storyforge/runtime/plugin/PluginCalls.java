package io.storyforge.runtime.plugin;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Counts the calls of one kind to one plugin. Safe for use by many threads. */
public final class PluginCalls {
    // Enough for a percentile, and a copy of it costs nothing.
    private static final int KEPT = 256;
    private static final int PERCENTILE = 95;

    private final long[] lastMicros = new long[KEPT];
    private Counts counts = new Counts(0, 0, 0, 0, 0);
    private Optional<LastError> lastError = Optional.empty();
    private long measured;
    private long totalNanos;

    /** How a call ended. */
    enum End {
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

    /** The time of all calls that were begun, together. */
    public synchronized long totalNanos() {
        return totalNanos;
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

    synchronized void count(End end, long nanos) {
        counts = counts.plus(end);
        if (end != End.BUSY) {
            totalNanos += nanos;
            lastMicros[(int) (measured++ % KEPT)] = nanos / 1_000;
        }
    }

    synchronized void failed(Instant at, PluginProblem problem) {
        lastError = Optional.of(new LastError(at, problem));
    }
}
