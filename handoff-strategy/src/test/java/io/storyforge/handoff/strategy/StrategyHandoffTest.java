package io.storyforge.handoff.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.plugin.testkit.FakeRequest;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.RunDraft;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class StrategyHandoffTest {
    private final ProjectInTest project = new ProjectInTest();

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(HandoffSource.class)).hasAtLeastOneElementOfType(StrategyHandoff.class);
    }

    @Test
    void putsTheExactDifferenceIntoThePlan() {
        project.strategy("douyin", 50, 50);
        project.pieces();

        RunDraft draft = project.drafted(FakeRequest.press("adjust-strategy").on("douyin"));

        assertThat(draft.steps())
                .extracting(RunDraft.Step::title)
                .containsExactly("读取策略与实际表现", "比较各选题的目标与实际", "应用新的选题权重");
        RunDraft.Step apply = draft.steps().getLast();
        assertThat(apply.tool()).contains("strategy.apply-weights");
        assertThat(apply.detail()).startsWith("情感 50% → 42%，科普 50% → 58%");
        assertThat(apply.arguments())
                .containsEntry("platform", "douyin")
                .containsEntry("before", ProjectInTest.weights(50, 50))
                .containsEntry("after", ProjectInTest.weights(42, 58));
        // Ten pieces: five at 2 %, five at 10 %, median 6 %.
        assertThat(draft.summary()).contains("科普 5 条作品，互动率中位数 10.00%，是全部作品（6.00%）的 1.67 倍");
    }

    @Test
    void declaresTheActionReversible() {
        assertThat(project.source()
                        .descriptor()
                        .action("adjust-strategy")
                        .orElseThrow()
                        .effect())
                .isEqualTo(Effect.REVERSIBLE);
        assertThat(project.source().tools())
                .filteredOn(tool -> tool.descriptor().effect().changesSomething())
                .singleElement()
                .isInstanceOf(ApplyWeightsTool.class);
    }

    @Test
    void takesTheOnlyPlatformWhenNoneIsAsked() {
        project.strategy("douyin", 50, 50);
        project.pieces();

        assertThat(project.drafted(FakeRequest.press("adjust-strategy")).platform())
                .isEqualTo("douyin");
    }

    @Test
    void asksForThePlatformWhenThereAreSeveral() {
        project.strategy("douyin", 50, 50);
        project.strategy("xiaohongshu", 50, 50);

        assertThat(project.declined(FakeRequest.press("adjust-strategy"))).isEqualTo("请先选择平台。有选题策略的平台：抖音、小红书。");
    }

    @Test
    void declinesWhatIsMissingInWords() {
        assertThat(project.declined(FakeRequest.press("adjust-strategy").withoutProject()))
                .contains("选择一个项目");
        assertThat(project.declined(FakeRequest.press("adjust-strategy"))).contains("导入 strategy");

        project.strategy("douyin", 50, 50);
        assertThat(project.declined(FakeRequest.press("adjust-strategy"))).contains("导入 contents");
        assertThat(project.declined(FakeRequest.press("adjust-strategy").on("x".repeat(9_000))))
                .contains("有策略的平台：抖音");
    }

    @Test
    void declinesAStrategyThatDoesNotAddUp() {
        project.strategy("douyin", 80, 50);

        assertThat(project.declined(FakeRequest.press("adjust-strategy"))).contains("权重之和是 130.0");
    }

    @Test
    void declinesBoundsThatExcludeEachOther() {
        project.documents()
                .put(
                        "strategy",
                        "douyin",
                        Map.of(
                                "platform",
                                "douyin",
                                "topics",
                                ProjectInTest.weights(50, 50),
                                "min_weight",
                                60,
                                "max_weight",
                                20));

        assertThat(project.declined(FakeRequest.press("adjust-strategy")))
                .contains("min_weight 大于 max_weight（60% > 20%）");
    }

    @Test
    void declinesWhenNothingNeedsToChange() {
        project.strategy("douyin", 50, 50);
        project.piece("c1", "情感", 1, "50");
        project.piece("c2", "科普", 1, "50");

        assertThat(project.declined(FakeRequest.press("adjust-strategy"))).contains("不需要调整");
    }
}
