package io.storyforge.handoff.strategy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** How a strategy document writes its weights: as percents that sum to 100, or as fractions that sum to 1. */
enum Unit {
    PERCENT(1),
    FRACTION(100);

    // People round thirds to 33 or 0.33; a sum further away is a mistake.
    private static final double SUM_TOLERANCE = 0.02;

    private final int toPercent;

    Unit(int toPercent) {
        this.toPercent = toPercent;
    }

    /** The unit of weights with the given sum; empty when it is neither near 100 nor near 1. */
    static Optional<Unit> of(double sum) {
        if (Math.abs(sum - 100) <= 100 * SUM_TOLERANCE) {
            return Optional.of(PERCENT);
        }
        if (Math.abs(sum - 1) <= SUM_TOLERANCE) {
            return Optional.of(FRACTION);
        }
        return Optional.empty();
    }

    int toPercent() {
        return toPercent;
    }

    /** The weight as the document writes it: exactly 0.32 for 32 percent, not a neighbour of it. */
    Number fromPercent(double percent) {
        BigDecimal exact = BigDecimal.valueOf(percent)
                .divide(BigDecimal.valueOf(toPercent), 8, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return exact.scale() <= 0 ? (Number) exact.intValueExact() : (Number) exact;
    }
}
