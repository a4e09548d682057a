package io.storyforge.handoff.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.plugin.testkit.FakeContext;
import io.storyforge.plugin.testkit.FakeRequest;
import io.storyforge.plugin.testkit.PlanRun;
import io.storyforge.plugin.testkit.SampleProject;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.ToolResult;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sample project has a story; the actions must find it. */
final class SampleStoryTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private final DashboardHandoff source = new DashboardHandoff();
    private final FakeContext context =
            FakeContext.of(SampleProject.createdOn(TODAY), Instant.parse("2026-11-23T04:00:00Z"));

    @Test
    void followUpFindsTheThreeAccountsThatFellAndTheOneThatRose() throws Exception {
        List<ToolResult> results = run(FakeRequest.press("homepage-primary-action"));

        List<List<Object>> changes = results.get(1).tables().getFirst().rows();
        assertThat(changes.stream().filter(row -> row.get(2).equals("互动率")))
                .extracting(row -> row.get(1))
                .containsExactlyInAnyOrder("星河情感夜谈", "星河职场笔记", "星河城市漫步", "星河科普实验室");
        assertThat(changes.getLast().get(1)).isEqualTo("星河科普实验室");
        assertThat(results.getLast().summary())
                .startsWith("先处理 星河")
                .contains("互动率")
                .contains("中位数");
    }

    @Test
    void followUpTenDaysLaterStillTellsTheStoryAndThatItIsOld() throws Exception {
        FakeContext later =
                FakeContext.of(SampleProject.createdOn(TODAY.minusDays(10)), Instant.parse("2026-11-23T04:00:00Z"));
        HandoffOutcome outcome = source.handOff(FakeRequest.press("homepage-primary-action"), later);

        List<ToolResult> results = PlanRun.of(source, later).run(((HandoffOutcome.Drafted) outcome).draft());

        assertThat(results.getLast().summary()).startsWith("先处理 星河情感夜谈").contains("5 个账号的数据不是最近三天的");
    }

    @Test
    void followUpOnTheOtherPlatformFindsItsOwnStory() throws Exception {
        List<ToolResult> results =
                run(FakeRequest.press("homepage-primary-action").on("xiaohongshu"));

        assertThat(results.getLast().summary()).startsWith("先处理 星河周末去哪儿");
    }

    @Test
    void gapsListTheMissingDaysTheOutageTheTextAndTheNewAccount() throws Exception {
        List<ToolResult> results =
                run(FakeRequest.press("homepage-secondary-action").with("kind", "fill-gaps"));

        // dy-004: 2 missing and 1 outage; dy-006: 1 text; dy-007: 3 missing; xhs-003: 1; xhs-005: all 28.
        assertThat(results.getLast().output()).containsEntry("rows_missing", 36L);
        assertThat(results.getLast().tables().getFirst().rows())
                .extracting(row -> row.get(0) + " " + row.get(1))
                .containsExactly("星河厨房日记 3", "星河下班食堂 1", "星河穿搭手册 1", "星河旅行碎片 3", "星河慢生活（新号） 28");
    }

    @Test
    void reviewComparesTheWeekByTopic() throws Exception {
        List<ToolResult> results = run(FakeRequest.press("homepage-secondary-action")
                .with("kind", "review-week")
                .on("douyin"));

        ToolResult review = results.getLast();
        assertThat(review.tables())
                .extracting(ToolResult.Table::title)
                .containsExactly("总体", "按选题", "表现最好的作品", "表现最差的作品");
        assertThat(review.tables().get(1).rows().getFirst().getFirst()).isEqualTo("科普");
    }

    private List<ToolResult> run(FakeRequest request) throws Exception {
        HandoffOutcome outcome = source.handOff(request, context);
        assertThat(outcome).isInstanceOf(HandoffOutcome.Drafted.class);
        return PlanRun.of(source, context).run(((HandoffOutcome.Drafted) outcome).draft());
    }
}
