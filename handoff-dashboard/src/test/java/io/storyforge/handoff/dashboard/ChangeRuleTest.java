package io.storyforge.handoff.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Language;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ChangeRuleTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final Account ACCOUNT = new Account("a", "甲", "douyin", true);

    private final ChangeRule rule = new ChangeRule(TODAY, Language.CHINESE);
    private final DailyMetrics daily = new DailyMetrics();

    @Test
    void findsARateThatFellToday() {
        days(1, 10, 1_000, 50);
        day(0, 1_000, 25);

        ChangeRule.Judgement judgement = rule.judge(ACCOUNT, daily);

        // Median 5 %, MAD 0, scale 0.05 × 5 % = 0.25 %, score (2.5 − 5) / 0.25 = −10.
        assertThat(judgement.changes()).singleElement().satisfies(change -> {
            assertThat(change.metric()).isEqualTo(Metric.ENGAGEMENT);
            assertThat(change.day()).isEqualTo(TODAY);
            assertThat(Math.round(change.score() * 100)).isEqualTo(-1_000);
            assertThat(change.rose()).isFalse();
            assertThat(change.days()).isEqualTo(1);
            assertThat(change.explanation(Language.CHINESE))
                    .isEqualTo("2026-11-23 互动率 2.50%，此前 10 天的中位数 5.00%（-50%，偏离 -10.0），已持续 1 天");
        });
    }

    @Test
    void countsTheDaysAChangeLasts() {
        days(3, 20, 1_000, 50);
        days(0, 2, 1_000, 25);

        assertThat(rule.judge(ACCOUNT, daily).changes())
                .singleElement()
                .extracting(Change::days)
                .isEqualTo(3);
    }

    @Test
    void findsARise() {
        days(1, 10, 1_000, 50);
        day(0, 1_000, 90);

        assertThat(rule.judge(ACCOUNT, daily).changes())
                .singleElement()
                .satisfies(change -> assertThat(change.rose()).isTrue());
    }

    @Test
    void leavesASmallMoveAlone() {
        days(1, 10, 1_000, 50);
        day(0, 1_000, 43);

        ChangeRule.Judgement judgement = rule.judge(ACCOUNT, daily);

        assertThat(judgement.changes()).isEmpty();
        assertThat(judgement.notJudged()).isEmpty();
    }

    @Test
    void doesNotMeasureAnUnfinishedDayByItsViews() {
        days(1, 10, 1_000, 50);
        day(0, 200, 10);

        assertThat(rule.judge(ACCOUNT, daily).changes()).isEmpty();
    }

    @Test
    void findsViewsThatFellYesterday() {
        days(2, 10, 1_000, 50);
        day(1, 400, 20);

        assertThat(rule.judge(ACCOUNT, daily).changes())
                .singleElement()
                .extracting(Change::metric)
                .isEqualTo(Metric.VIEWS);
    }

    @Test
    void takesAnOutageZeroForNoData() {
        days(2, 10, 1_000, 50);
        day(1, 0, 0);

        assertThat(rule.judge(ACCOUNT, daily).changes()).isEmpty();
    }

    @Test
    void needsSevenDaysToCompareWith() {
        days(0, 6, 1_000, 50);

        assertThat(rule.judge(ACCOUNT, daily).notJudged()).isEqualTo("可比的数据只有 6 天，至少需要 7 天");
    }

    @Test
    void judgesWithSevenDays() {
        days(0, 7, 1_000, 50);

        assertThat(rule.judge(ACCOUNT, daily).notJudged()).isEmpty();
    }

    @Test
    void namesASingleDay() {
        day(0, 1_000, 50);

        assertThat(rule.judge(ACCOUNT, daily).notJudged()).isEqualTo("可比的数据只有 0 天，至少需要 7 天");
    }

    @Test
    void namesAnAccountWithoutRows() {
        assertThat(rule.judge(ACCOUNT, daily).notJudged()).isEqualTo("最近 60 天没有任何指标");
    }

    @Test
    void namesRowsWithoutAUsableNumber() {
        daily.add(0, Content.of(Map.of("views", "无")));

        assertThat(rule.judge(ACCOUNT, daily).notJudged()).startsWith("有指标，但没有一天能算出");
    }

    @Test
    void namesDataThatEndedLongAgo() {
        days(40, 59, 1_000, 50);

        assertThat(rule.judge(ACCOUNT, daily).notJudged()).isEqualTo("最近一天可用的数据是 2026-10-14，已是 40 天前");
    }

    @Test
    void ranksFallsBeforeRisesAndTheStrongerFirst() {
        Baseline usual = new Baseline(20, 100, 10);
        Change rise = new Change(ACCOUNT, Metric.ENGAGEMENT, TODAY, 400, usual, 1);
        Change weak = new Change(ACCOUNT, Metric.ENGAGEMENT, TODAY, 60, usual, 1);
        Change strong = new Change(ACCOUNT, Metric.ENGAGEMENT, TODAY, 30, usual, 1);
        // Views weigh 0.6: −7 counts 4.2, less than half of it counts more for engagement.
        Change views = new Change(ACCOUNT, Metric.VIEWS, TODAY, 30, usual, 1);

        assertThat(List.of(rise, views, weak, strong).stream().sorted(Change.MOST_URGENT_FIRST))
                .containsExactly(strong, views, weak, rise);
    }

    @Test
    void saysADifferenceWhereAShareMeansNothing() {
        Change change = new Change(ACCOUNT, Metric.FOLLOWERS, TODAY, -40, new Baseline(20, 0, 5), 1);

        assertThat(change.difference(Language.CHINESE)).isEqualTo("-40");
    }

    private void days(int from, int to, double views, double likes) {
        for (int age = from; age <= to; age++) {
            day(age, views, likes);
        }
    }

    private void day(int age, double views, double likes) {
        daily.add(age, Content.of(Map.of("views", views, "likes", likes)));
    }
}
