package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Document;
import io.storyforge.runtime.spi.Documents;
import io.storyforge.runtime.spi.Wording;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Streams {@code account_metrics} once and sorts the last days of the wanted accounts into {@link DailyMetrics}. */
final class MetricRows {
    static final String COLLECTION = "account_metrics";
    private static final Wording UNKNOWN_ACCOUNT =
            Wording.of("指标行的账号不在 accounts 里，已略过", "Metric row of an account that is not in accounts; left out");
    private static final Wording UNREADABLE_DATE = Wording.of(
            "指标行的日期读不出来（应像 2026-01-31），已略过",
            "Metric row with an unreadable date (should be like 2026-01-31); left out");
    private static final Wording FUTURE_DATE =
            Wording.of("指标行的日期在未来，已略过", "Metric row with a date in the future; left out");
    private static final Wording SECOND_ROW =
            Wording.of("同一账号同一天有多行，只用第一行", "Several rows for one account and day; only the first is used");
    private static final Wording NO_NUMBER =
            Wording.of("指标不是数字（或为负数），该值不参与计算", "Metric that is not a number (or is negative); the value is not used");

    private final Accounts known;
    private final LocalDate today;
    private final DataProblems problems;
    private final Map<String, DailyMetrics> byAccount = new HashMap<>();

    MetricRows(Accounts known, Collection<Account> wanted, LocalDate today, DataProblems problems) {
        this.known = known;
        this.today = today;
        this.problems = problems;
        wanted.forEach(account -> byAccount.put(account.id(), new DailyMetrics()));
    }

    /** Reads all rows, and answers the same object. */
    MetricRows read(Documents documents, Runnable onRow) {
        documents.stream(COLLECTION).forEach(document -> {
            onRow.run();
            take(document);
        });
        return this;
    }

    /** The days of an account that was wanted; without any day when there were no rows. */
    DailyMetrics of(Account account) {
        return byAccount.getOrDefault(account.id(), new DailyMetrics());
    }

    private void take(Document document) {
        Content row = document.content();
        String id = row.text("account_id").orElseGet(() -> part(document.key(), 0));
        DailyMetrics daily = byAccount.get(id);
        if (daily == null) {
            if (known.find(id).isEmpty()) {
                problems.note(UNKNOWN_ACCOUNT, document.key());
            }
            return;
        }
        Optional<LocalDate> day = row.has("date") ? row.date("date") : dayOf(part(document.key(), 1));
        if (day.isEmpty()) {
            problems.note(UNREADABLE_DATE, document.key());
            return;
        }
        long age = ChronoUnit.DAYS.between(day.get(), today);
        if (age < 0) {
            problems.note(FUTURE_DATE, document.key());
        } else if (age < DailyMetrics.DAYS) {
            take(document.key(), row, daily, (int) age);
        }
    }

    private void take(String key, Content row, DailyMetrics daily, int age) {
        if (!daily.add(age, row)) {
            problems.note(SECOND_ROW, key);
        } else if (daily.unreadable(age)) {
            problems.note(NO_NUMBER, key);
        }
    }

    private static String part(String key, int index) {
        int bar = key.lastIndexOf('|');
        if (bar < 0) {
            return "";
        }
        return index == 0 ? key.substring(0, bar) : key.substring(bar + 1);
    }

    private static Optional<LocalDate> dayOf(String text) {
        return Content.of(Map.of("date", text)).date("date");
    }
}
