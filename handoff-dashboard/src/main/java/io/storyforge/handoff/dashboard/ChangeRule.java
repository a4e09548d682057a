package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.Language;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Compares an account's latest day with its own recent range.
 *
 * <p>For each {@link Metric}: the latest day that has the figure against up to 28 days before it, at least 7 of which
 * must have it. A change is significant from a score of ±3.5 on ({@link Baseline}).
 */
final class ChangeRule {
    static final int BASELINE_DAYS = 28;
    static final int MIN_DAYS = 7;
    static final double SIGNIFICANT = 3.5;
    private static final double OUT_OF_RANGE = 2;
    private static final int OLDEST = DailyMetrics.DAYS - BASELINE_DAYS - 1;

    private final LocalDate today;
    private final Language language;

    ChangeRule(LocalDate today, Language language) {
        this.today = today;
        this.language = language;
    }

    /** What came out for an account: changes, or why nothing could be judged (empty when something could). */
    record Judgement(List<Change> changes, String notJudged, int latestAge) {
        Judgement {
            changes = List.copyOf(changes);
        }
    }

    Judgement judge(Account account, DailyMetrics daily) {
        List<Change> changes = new ArrayList<>();
        int judged = 0;
        int mostDays = 0;
        int latest = DailyMetrics.DAYS;
        for (Metric metric : Metric.values()) {
            double[] series = IntStream.range(0, DailyMetrics.DAYS)
                    .mapToDouble(age -> metric.on(daily, age))
                    .toArray();
            int age = latestAge(series);
            latest = Math.min(latest, age);
            double[] before = before(series, age);
            mostDays = Math.max(mostDays, before.length);
            if (age <= OLDEST && before.length >= MIN_DAYS) {
                judged++;
                significant(account, metric, series, age, Baseline.of(before, metric.floor()))
                        .ifPresent(changes::add);
            }
        }
        return new Judgement(changes, judged > 0 ? "" : reason(daily, latest, mostDays), latest);
    }

    private Optional<Change> significant(Account account, Metric metric, double[] series, int age, Baseline baseline) {
        double score = baseline.score(series[age]);
        if (Math.abs(score) < SIGNIFICANT) {
            return Optional.empty();
        }
        int days = 0;
        // NaN fails the comparison, so that a gap ends the count.
        while (age + days < series.length && baseline.score(series[age + days]) * Math.signum(score) >= OUT_OF_RANGE) {
            days++;
        }
        return Optional.of(new Change(account, metric, today.minusDays(age), series[age], baseline, days));
    }

    private String reason(DailyMetrics daily, int latest, int days) {
        if (IntStream.range(0, DailyMetrics.DAYS).noneMatch(daily::present)) {
            return language.say("最近 %d 天没有任何指标", "No metrics in the last %d days")
                    .formatted(DailyMetrics.DAYS);
        }
        if (latest == DailyMetrics.DAYS) {
            return language.say(
                    "有指标，但没有一天能算出互动率、涨粉或播放（缺数、文字、疑似中断的 0，或播放不足 100）",
                    "There are metrics, but no day gives an engagement rate, follower growth or views"
                            + " (missing numbers, text, a 0 that looks like an outage, or fewer than 100 views)");
        }
        if (latest > OLDEST) {
            return language.say("最近一天可用的数据是 %s，已是 %d 天前", "The latest usable day is %s, %d days ago")
                    .formatted(today.minusDays(latest), latest);
        }
        return language.say("可比的数据只有 %d 天，至少需要 %d 天", "Days to compare with: %d; at least %d are needed")
                .formatted(days, MIN_DAYS);
    }

    private static int latestAge(double[] series) {
        return IntStream.range(0, series.length)
                .filter(age -> !Double.isNaN(series[age]))
                .findFirst()
                .orElse(series.length);
    }

    private static double[] before(double[] series, int age) {
        int end = Math.min(series.length, age + 1 + BASELINE_DAYS);
        return IntStream.range(Math.min(age + 1, end), end)
                .mapToDouble(earlier -> series[earlier])
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }
}
