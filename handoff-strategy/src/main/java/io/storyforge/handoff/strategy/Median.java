package io.storyforge.handoff.strategy;

import java.util.List;

/** The middle of values, which single wild ones cannot move. */
final class Median {
    private Median() {}

    /** The middle value, or the mean of the two middle ones; NaN of none. */
    static double of(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int middle = sorted.length / 2;
        if (sorted.length % 2 == 1) {
            return sorted[middle];
        }
        return (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
