package io.storyforge.handoff.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.spi.Language;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AdviceTest {

    @Test
    void gathersTheSignalsOfAnAccountInOrder() {
        List<Advice> advice = Advice.of(
                List.of(
                        signal("a", Metric.ENGAGEMENT, false),
                        signal("b", Metric.VIEWS, false),
                        signal("a", Metric.VIEWS, false)),
                Language.CHINESE);

        assertThat(advice).extracting(Advice::account).containsExactly("a", "b");
        assertThat(advice.getFirst().action()).startsWith("先查账号状态");
        assertThat(advice.getFirst().reason()).isEqualTo("a engagement；a views");
    }

    @Test
    void asksForAReviewWhenOnlyTheRateFell() {
        assertThat(only(signal("a", Metric.ENGAGEMENT, false))).startsWith("复盘最近三条作品");
    }

    @Test
    void looksAtDistributionWhenOnlyTheViewsFell() {
        assertThat(only(signal("a", Metric.VIEWS, false))).startsWith("检查发布节奏和分发");
    }

    @Test
    void looksAtGrowthWhenOnlyTheFollowersFell() {
        assertThat(only(signal("a", Metric.FOLLOWERS, false))).startsWith("查涨粉放缓的原因");
    }

    @Test
    void followsUpARise() {
        assertThat(only(signal("a", Metric.ENGAGEMENT, true))).startsWith("趁热打铁");
    }

    private static String only(Signal signal) {
        return Advice.of(List.of(signal), Language.CHINESE).getFirst().action();
    }

    private static Signal signal(String account, Metric metric, boolean rose) {
        return new Signal(account, account, metric, rose, account + " " + metric.key());
    }
}
