package io.storyforge.handoff.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Language;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WeightsTest {

    @Test
    void readsFractionsAsPercents() {
        Weights weights = Weights.read(List.of(topic("情感", 0.07), topic("职场", 0.93)), Unit.FRACTION);

        assertThat(weights.sameAs(Weights.read(List.of(topic("职场", 93), topic("情感", "7")), Unit.PERCENT)))
                .isTrue();
    }

    @Test
    void writesFractionsExactly() {
        assertThat(Unit.FRACTION.fromPercent(32).toString()).isEqualTo("0.32");
        assertThat(Unit.FRACTION.fromPercent(100)).isEqualTo(1);
        assertThat(Unit.PERCENT.fromPercent(0.07 * 100)).isEqualTo(7);
    }

    @Test
    void saysTheDifferenceAndLeavesOutWhatStays() {
        Weights before = Weights.read(List.of(topic("情感", 40), topic("职场", 33.5), topic("科普", 26.5)), Unit.PERCENT);
        Weights after = Weights.read(List.of(topic("情感", 32), topic("职场", 33.5), topic("科普", 34.5)), Unit.PERCENT);

        assertThat(before.differenceTo(after, Language.CHINESE)).isEqualTo("情感 40% → 32%，科普 26.5% → 34.5%");
    }

    @Test
    void namesEveryProblem() {
        assertThat(Weights.problem(List.of(), Language.CHINESE)).contains("没有选题");
        assertThat(Weights.problem(
                        List.of(
                                topic("情感", 50),
                                topic("情感", 50),
                                topic("职场", "多"),
                                topic("科普", -1),
                                Content.of(Map.of())),
                        Language.CHINESE))
                .isEqualTo("选题“情感”出现了两次；选题“职场”的权重不是非负数；选题“科普”的权重不是非负数；有选题没有名称");
        assertThat(Weights.problem(List.of(topic("情感", 60), topic("职场", 60)), Language.CHINESE))
                .isEqualTo("权重之和是 120.0，应为 100（百分数）或 1（小数）");
        assertThat(Weights.problem(List.of(topic("情感", 0)), Language.CHINESE)).contains("权重之和是 0.0");
        assertThat(Weights.problem(List.of(topic("情感", 0.33), topic("职场", 0.66)), Language.CHINESE))
                .isEmpty();
    }

    private static Content topic(String name, Object weight) {
        return Content.of(Map.of("topic", name, "weight", weight));
    }
}
