package io.storyforge.handoff.dashboard;

import java.util.Arrays;

/** Statistics that single odd values cannot move. */
final class Robust {
    private Robust() {}

    /** The middle value, or the mean of the two middle ones. Needs at least one value, none of them NaN. */
    static double median(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no value has no median");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        if (sorted.length % 2 == 1) {
            return sorted[middle];
        }
        return (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The median of the absolute distances to the median (MAD). */
    static double deviation(double[] values, double median) {
        return median(
                Arrays.stream(values).map(value -> Math.abs(value - median)).toArray());
    }
}
