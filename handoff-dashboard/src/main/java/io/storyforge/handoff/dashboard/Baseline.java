package io.storyforge.handoff.dashboard;

/**
 * What is usual: the median of earlier values and a scale for distances from it.
 *
 * <p>{@code scale = max(1.4826 × MAD, 5 % of |median|, floor)}. The factor makes the MAD comparable to a standard
 * deviation of normal data, so that {@link #score} is the modified z-score of Iglewicz and Hoaglin (0.6745 × distance /
 * MAD). The two floors keep a series that hardly moves, whose MAD is 0 or near it, from turning trifles into alarms.
 */
record Baseline(int days, double median, double scale) {
    private static final double MAD_TO_DEVIATION = 1.4826;
    private static final double RELATIVE_FLOOR = 0.05;

    static Baseline of(double[] values, double floor) {
        double median = Robust.median(values);
        double spread = MAD_TO_DEVIATION * Robust.deviation(values, median);
        double scale = Math.max(Math.max(spread, RELATIVE_FLOOR * Math.abs(median)), floor);
        return new Baseline(values.length, median, scale);
    }

    /** How many scales the value lies above (+) or below (−) the median. */
    double score(double value) {
        return (value - median) / scale;
    }
}
