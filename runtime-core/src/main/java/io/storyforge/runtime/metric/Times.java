package io.storyforge.runtime.metric;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** Histograms of nanoseconds. Each bound is a series for every label, so there are twelve and no more. */
public final class Times {
    private static final long[] ANSWERS =
            micros(500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 5_000_000);
    private static final long[] CALLS = micros(
            1_000,
            5_000,
            25_000,
            100_000,
            250_000,
            500_000,
            1_000_000,
            2_000_000,
            5_000_000,
            15_000_000,
            30_000_000,
            60_000_000);

    private Times() {}

    /** Of requests and commits: close together from half a millisecond to 100, where this server is when it is well. */
    public static Histogram ofAnswers() {
        return Histogram.upTo(ANSWERS);
    }

    /** Of plugin calls. 2 s and 60 s are the usual limits of a hand-off and a tool: what ran into its limit is above. */
    public static Histogram ofCalls() {
        return Histogram.upTo(CALLS);
    }

    private static long[] micros(long... bounds) {
        return LongStream.of(bounds).map(TimeUnit.MICROSECONDS::toNanos).toArray();
    }
}
