package io.storyforge.handoff.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.storyforge.runtime.spi.Content;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DailyMetricsTest {
    private final DailyMetrics daily = new DailyMetrics();

    @Test
    void takesTheFirstRowOfADayOnly() {
        assertThat(daily.add(3, views("100"))).isTrue();
        assertThat(daily.add(3, views("900"))).isFalse();

        assertThat(daily.value(MetricField.VIEWS, 3)).isEqualTo(100);
    }

    @Test
    void textWhereANumberBelongsIsUnreadableAndMissing() {
        daily.add(1, views("暂无"));

        assertThat(daily.present(1)).isTrue();
        assertThat(daily.unreadable(1)).isTrue();
        assertThat(daily.usable(MetricField.VIEWS, 1)).isNaN();
    }

    @Test
    void aNegativeCountIsUnreadable() {
        daily.add(1, views("-5"));

        assertThat(daily.unreadable(1)).isTrue();
        assertThat(daily.value(MetricField.VIEWS, 1)).isNaN();
    }

    @Test
    void anAbsurdlyLargeCountIsUnreadable() {
        daily.add(1, views("1e300"));

        assertThat(daily.unreadable(1)).isTrue();
        assertThat(daily.value(MetricField.VIEWS, 1)).isNaN();
    }

    @Test
    void aBlankCellIsMissingButNotUnreadable() {
        daily.add(1, views(" "));

        assertThat(daily.unreadable(1)).isFalse();
        assertThat(daily.value(MetricField.VIEWS, 1)).isNaN();
    }

    @Test
    void aZeroAmongHundredsLooksLikeAnOutage() {
        daily.add(1, views("0"));
        daily.add(2, views("300"));
        daily.add(3, views("500"));

        assertThat(daily.outage(MetricField.VIEWS, 1)).isTrue();
        assertThat(daily.usable(MetricField.VIEWS, 1)).isNaN();
    }

    @Test
    void aZeroAmongSmallNumbersIsAZero() {
        daily.add(1, views("0"));
        daily.add(2, views("12"));

        assertThat(daily.outage(MetricField.VIEWS, 1)).isFalse();
        assertThat(daily.usable(MetricField.VIEWS, 1)).isZero();
    }

    @Test
    void interactionsLeaveOutAColumnThatTheAccountNeverGives() {
        daily.add(1, Content.of(Map.of("likes", "30", "comments", "4")));

        assertThat(daily.interactions(1)).isEqualTo(34);
    }

    @Test
    void interactionsOfADayThatLacksAUsualColumnAreUnknown() {
        daily.add(1, Content.of(Map.of("likes", "30", "comments", "4")));
        daily.add(2, Content.of(Map.of("likes", "30")));

        assertThat(daily.interactions(2)).isNaN();
    }

    @Test
    void engagementIsInteractionsPerView() {
        daily.add(0, Content.of(Map.of("views", 2_000, "likes", 70, "comments", 20, "shares", 10)));

        assertThat(Metric.ENGAGEMENT.on(daily, 0)).isCloseTo(0.05, within(1e-12));
    }

    @Test
    void engagementNeedsAHundredViews() {
        daily.add(0, Content.of(Map.of("views", 99, "likes", 7)));

        assertThat(Metric.ENGAGEMENT.on(daily, 0)).isNaN();
    }

    @Test
    void growthNeedsBothDaysAndAFinishedOne() {
        daily.add(0, Content.of(Map.of("followers", 1_030)));
        daily.add(1, Content.of(Map.of("followers", 1_020)));
        daily.add(2, Content.of(Map.of("followers", 1_000)));

        assertThat(Metric.FOLLOWERS.on(daily, 0)).isNaN();
        assertThat(Metric.FOLLOWERS.on(daily, 1)).isEqualTo(20);
        assertThat(Metric.FOLLOWERS.on(daily, 2)).isNaN();
        assertThat(Metric.FOLLOWERS.on(daily, DailyMetrics.DAYS - 1)).isNaN();
    }

    private static Content views(String text) {
        return Content.of(Map.of("views", text));
    }
}
