package io.storyforge.bench;

import java.time.Duration;

/** Times in buckets that are at most 1.6 % wide. For one thread; {@link #add(Histogram)} puts several together. */
final class Histogram {
    private static final int BITS = 6;
    private static final int PART = 1 << BITS;

    private final long[] counts = new long[(Long.SIZE - BITS + 1) * PART];
    private long count;

    void add(long nanos) {
        counts[bucket(Math.max(0, nanos / 1_000))]++;
        count++;
    }

    void add(Histogram other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        count += other.count;
    }

    long count() {
        return count;
    }

    /** The time that the given share of all times does not exceed; zero when there are none. */
    Duration percentile(double share) {
        long wanted = (long) Math.ceil(count * share);
        long seen = 0;
        for (int i = 0; i < counts.length && wanted > 0; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return Duration.ofNanos(micros(i) * 1_000);
            }
        }
        return Duration.ZERO;
    }

    private static int bucket(long micros) {
        if (micros < PART) {
            return (int) micros;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros) - BITS;
        return (shift + 1) * PART + (int) (micros >>> shift) - PART;
    }

    private static long micros(int bucket) {
        if (bucket < 2 * PART) {
            return bucket;
        }
        return (long) (bucket % PART + PART) << (bucket / PART - 1);
    }
}
