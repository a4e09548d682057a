package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds the days of an account that cannot be used.
 *
 * <p>Looked at are the {@link #DAYS} days before today (today is not over), from the account's first day on, because a
 * young account has no gap before it existed; all of them when it has no row at all. A day needs a row when it has none,
 * when a number is missing or unreadable in it, or when a zero looks like an outage
 * ({@link DailyMetrics#outage}).
 */
final class GapRule {
    static final int DAYS = 28;

    private final Language language;

    GapRule(Language language) {
        this.language = language;
    }

    /** The gaps, oldest day first. */
    List<Gap> gaps(Account account, DailyMetrics daily) {
        int first = IntStream.range(0, DailyMetrics.DAYS)
                .filter(daily::present)
                .max()
                .orElse(DailyMetrics.DAYS);
        List<Gap> gaps = new ArrayList<>();
        for (int age = Math.min(DAYS, first); age >= 1; age--) {
            String reason = reason(daily, age, first == DailyMetrics.DAYS);
            if (!reason.isEmpty()) {
                gaps.add(new Gap(account, age, reason, cells(daily, age)));
            }
        }
        return gaps;
    }

    private String reason(DailyMetrics daily, int age, boolean never) {
        if (never) {
            return language.say("账号没有任何指标", "The account has no metrics at all");
        }
        if (!daily.present(age)) {
            return language.say("缺这一天", "No row for this day");
        }
        String outages = labels(MetricField.all().stream()
                .filter(field -> daily.outage(field, age))
                .toList());
        String missing = labels(MetricField.all().stream()
                .filter(field -> daily.gives(field) && Double.isNaN(daily.value(field, age)))
                .toList());
        List<String> reasons = new ArrayList<>();
        if (!missing.isEmpty()) {
            reasons.add(missing
                    + (daily.unreadable(age)
                            ? language.say("不是数字", ": not a number")
                            : language.say("是空的", ": empty")));
        }
        if (!outages.isEmpty()) {
            reasons.add(outages + language.say("为 0，像是中断", ": 0, looks like an outage"));
        }
        return String.join(language.say("；", "; "), reasons);
    }

    private static List<String> cells(DailyMetrics daily, int age) {
        return MetricField.all().stream()
                .map(field -> daily.usable(field, age))
                .map(value -> Double.isNaN(value) ? "" : Texts.whole(value))
                .toList();
    }

    private String labels(List<MetricField> fields) {
        return fields.stream().map(field -> field.label(language)).collect(Collectors.joining(language.say("、", ", ")));
    }
}
