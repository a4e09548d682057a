package io.storyforge.runtime.metric;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;

/** Counts values by how large they are. Safe for use by many threads; a value costs two additions, no lock and no memory. */
public final class Histogram {
    private final long[] bounds;
    private final LongAdder[] buckets;
    private final LongAdder sum = new LongAdder();

    private Histogram(long[] bounds) {
        this.bounds = bounds;
        this.buckets = new LongAdder[bounds.length + 1];
        Arrays.setAll(buckets, bucket -> new LongAdder());
    }

    /**
     * One that counts in as many buckets as there are bounds, and one for all above the last.
     *
     * @param bounds the largest value of each bucket, ascending
     */
    public static Histogram upTo(long... bounds) {
        for (int i = 1; i < bounds.length; i++) {
            if (bounds[i] <= bounds[i - 1]) {
                throw new IllegalArgumentException("bounds have to ascend: " + Arrays.toString(bounds));
            }
        }
        return new Histogram(bounds.clone());
    }

    /**
     * What was counted so far; a value that is added meanwhile may be in one part and not yet in another.
     *
     * @param bounds the largest value of each bucket but the last, which has none
     * @param buckets how many values in each, one more than bounds
     * @param sum of all values
     */
    public record Counted(List<Long> bounds, List<Long> buckets, long sum) {
        /** How many values. */
        public long count() {
            return buckets.stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Counts a value. */
    public void add(long value) {
        int bucket = 0;
        while (bucket < bounds.length && value > bounds[bucket]) {
            bucket++;
        }
        buckets[bucket].increment();
        sum.add(value);
    }

    /** What was counted so far. */
    public Counted counted() {
        return new Counted(
                LongStream.of(bounds).boxed().toList(),
                Arrays.stream(buckets).map(LongAdder::sum).toList(),
                sum.sum());
    }
}
