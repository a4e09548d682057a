package io.storyforge.handoff.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Language;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GapRuleTest {
    private static final Account ACCOUNT = new Account("a", "甲", "douyin", true);

    private final GapRule rule = new GapRule(Language.CHINESE);
    private final DailyMetrics daily = new DailyMetrics();

    @Test
    void findsNothingWhenEveryFinishedDayIsThere() {
        days(1, 28);

        assertThat(rule.gaps(ACCOUNT, daily)).isEmpty();
    }

    @Test
    void findsAMissingDay() {
        days(1, 4);
        days(6, 28);

        assertThat(rule.gaps(ACCOUNT, daily)).containsExactly(new Gap(ACCOUNT, 5, "缺这一天", List.of("", "", "", "", "")));
    }

    @Test
    void asksAYoungAccountOnlyForDaysSinceItsFirst() {
        days(3, 3);

        assertThat(rule.gaps(ACCOUNT, daily)).extracting(Gap::age).containsExactly(2, 1);
    }

    @Test
    void asksAnAccountWithoutRowsForAllDays() {
        List<Gap> gaps = rule.gaps(ACCOUNT, daily);

        assertThat(gaps).hasSize(28).allMatch(gap -> gap.reason().equals("账号没有任何指标"));
        assertThat(gaps.getFirst().age()).isEqualTo(28);
    }

    @Test
    void keepsTheGoodCellsOfAnUnreadableRow() {
        days(2, 28);
        daily.add(1, row("1000", "900", "暂无"));

        assertThat(rule.gaps(ACCOUNT, daily))
                .containsExactly(new Gap(ACCOUNT, 1, "点赞不是数字", List.of("1000", "900", "", "", "")));
    }

    @Test
    void findsAnOutageZero() {
        days(2, 28);
        daily.add(1, row("1000", "0", "80"));

        assertThat(rule.gaps(ACCOUNT, daily))
                .containsExactly(new Gap(ACCOUNT, 1, "播放为 0，像是中断", List.of("1000", "", "80", "", "")));
    }

    private void days(int from, int to) {
        for (int age = from; age <= to; age++) {
            daily.add(age, row("1000", "900", "80"));
        }
    }

    private static Content row(String followers, String views, String likes) {
        return Content.of(Map.of("followers", followers, "views", views, "likes", likes));
    }
}
