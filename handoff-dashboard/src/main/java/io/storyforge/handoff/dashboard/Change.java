package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.Language;
import java.time.LocalDate;
import java.util.Comparator;

/**
 * A significant change of one figure of an account.
 *
 * @param days how many days in a row, the latest included, lie on the same side beyond two scales
 */
record Change(Account account, Metric metric, LocalDate day, double value, Baseline baseline, int days) {
    // Beyond this a larger score says nothing more, and one wild value must not hide all others.
    private static final double SCORE_LIMIT = 20;

    /** Falls first, then by severity, then by account so that the order is always the same. */
    static final Comparator<Change> MOST_URGENT_FIRST = Comparator.comparing(Change::rose)
            .thenComparing(Comparator.comparingDouble(Change::severity).reversed())
            .thenComparing(change -> change.account().id())
            .thenComparing(Change::metric);

    double score() {
        return baseline.score(value);
    }

    boolean rose() {
        return value > baseline.median();
    }

    /** The bounded score times the figure's weight. */
    double severity() {
        return Math.min(Math.abs(score()), SCORE_LIMIT) * metric.weight();
    }

    /** The change in words: relative where that means something, else as a difference. */
    String difference(Language language) {
        if (baseline.median() > 0 && value >= 0) {
            return Texts.signedPercent(value / baseline.median() - 1, language);
        }
        return (rose() ? "+" : "") + metric.format(value - baseline.median());
    }

    /** The change with its numbers, for reading. */
    String explanation(Language language) {
        return language.say(
                        "%s %s %s，此前 %d 天的中位数 %s（%s，偏离 %.1f），已持续 %d 天",
                        "%2$s %3$s on %1$s, against a median of %5$s over %4$d earlier days"
                                + " (%6$s, deviation %7$.1f), days in a row: %8$d")
                .formatted(
                        day,
                        metric.label(language),
                        metric.format(value),
                        baseline.days(),
                        metric.format(baseline.median()),
                        difference(language),
                        score(),
                        days);
    }
}
