package io.storyforge.handoff.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.plugin.testkit.FakeContext;
import io.storyforge.plugin.testkit.FakeRequest;
import io.storyforge.plugin.testkit.PlanRun;
import io.storyforge.plugin.testkit.SampleProject;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.RunDraft;
import io.storyforge.runtime.spi.ToolResult;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In the sample project one topic of each platform does much better than its weight. */
final class SampleStoryTest {
    private final StrategyHandoff source = new StrategyHandoff();
    private final FakeContext context =
            FakeContext.of(SampleProject.createdOn(LocalDate.of(2026, 11, 23)), Instant.parse("2026-11-23T04:00:00Z"));

    @Test
    void raisesTheTopicThatDoesBetterOnceAndLowersTheOneThatDoesWorse() throws Exception {
        RunDraft draft = draft("douyin");

        List<ToolResult> results = PlanRun.of(source, context).run(draft);

        assertThat(draft.steps().getLast().detail()).contains("科普 5% → ").contains("情感 40% → ");
        assertThat(results.get(1).summary()).startsWith("最该上调的是“科普”");
        assertThat(results.getLast().changes()).hasSize(1);
        assertThat(press("douyin"))
                .isInstanceOfSatisfying(
                        HandoffOutcome.Declined.class,
                        declined -> assertThat(declined.reason()).contains("在 2026-11-23 调整过"));
    }

    @Test
    void adjustsTheOtherPlatformByItsOwnResults() {
        assertThat(draft("xiaohongshu").steps().getLast().detail()).contains("穿搭 25% → ");
    }

    private HandoffOutcome press(String platform) {
        return source.handOff(FakeRequest.press("adjust-strategy").on(platform), context);
    }

    private RunDraft draft(String platform) {
        HandoffOutcome outcome = press(platform);
        assertThat(outcome).isInstanceOf(HandoffOutcome.Drafted.class);
        return ((HandoffOutcome.Drafted) outcome).draft();
    }
}
