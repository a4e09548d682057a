package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.Content;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The numbers of one account over the last {@link #DAYS} days, by age: 0 is today, 1 yesterday. NaN stands for a number
 * that is not there.
 *
 * <p>Plain arrays, because there is one of these for each of up to ten thousand accounts.
 */
final class DailyMetrics {
    static final int DAYS = 60;
    // A zero is suspicious only where something is usually counted.
    private static final double OUTAGE_TYPICAL = 50;

    private final Map<MetricField, double[]> columns = new EnumMap<>(MetricField.class);
    private final BitSet present = new BitSet(DAYS);
    private final BitSet unreadable = new BitSet(DAYS);

    /** Takes a day's row; false, and nothing taken, when the day already has one. */
    boolean add(int age, Content row) {
        if (present.get(age)) {
            return false;
        }
        present.set(age);
        for (MetricField field : MetricField.values()) {
            OptionalDouble number = field.in(row);
            if (number.isPresent()) {
                columns.computeIfAbsent(field, key -> noNumbers())[age] = number.getAsDouble();
            } else if (field.given(row)) {
                unreadable.set(age);
            }
        }
        return true;
    }

    boolean present(int age) {
        return present.get(age);
    }

    /** True when the day's row holds text, or a negative number, where a count belongs. */
    boolean unreadable(int age) {
        return unreadable.get(age);
    }

    /** True when the account has numbers of this kind at all; a column never filled is not a gap of each day. */
    boolean gives(MetricField field) {
        return columns.containsKey(field);
    }

    /** The number as imported; NaN when there is none. */
    double value(MetricField field, int age) {
        double[] column = columns.get(field);
        return column == null || age >= DAYS ? Double.NaN : column[age];
    }

    /** The number, or NaN when there is none or it is a zero that looks like an outage. */
    double usable(MetricField field, int age) {
        return age < DAYS && outage(field, age) ? Double.NaN : value(field, age);
    }

    /** True for a zero where the median of the account's positive numbers is at least 50. */
    boolean outage(MetricField field, int age) {
        double[] column = columns.get(field);
        if (column == null || column[age] != 0) {
            return false;
        }
        double[] positive = Arrays.stream(column).filter(value -> value > 0).toArray();
        return positive.length > 0 && Robust.median(positive) >= OUTAGE_TYPICAL;
    }

    /** Likes, comments and shares together; NaN when one that the account usually gives is not there. */
    double interactions(int age) {
        double sum = 0;
        boolean any = false;
        for (MetricField field : MetricField.INTERACTIONS) {
            if (gives(field)) {
                sum += usable(field, age);
                any = true;
            }
        }
        return any ? sum : Double.NaN;
    }

    private static double[] noNumbers() {
        double[] column = new double[DAYS];
        Arrays.fill(column, Double.NaN);
        return column;
    }
}
