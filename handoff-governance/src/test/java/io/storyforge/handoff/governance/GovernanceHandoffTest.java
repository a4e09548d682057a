package io.storyforge.handoff.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.plugin.testkit.FakeContext;
import io.storyforge.plugin.testkit.FakeGovernance;
import io.storyforge.plugin.testkit.FakeRequest;
import io.storyforge.plugin.testkit.FakeToolCall;
import io.storyforge.plugin.testkit.InMemoryDocuments;
import io.storyforge.plugin.testkit.PlanRun;
import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.RunDraft;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.spi.ToolResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class GovernanceHandoffTest {
    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final FakeGovernance LAYERS = FakeGovernance.of(List.of(
            Map.of("scope", "system", "key", "default", "policy", Map.of("denied_intents", List.of("publish"))),
            Map.of("scope", "project", "key", "p1", "policy", Map.of("denied_intents", List.of("publish"))),
            Map.of("scope", "user", "key", "u1", "policy", Map.of("allowed_intents", List.of("publish")))));

    private final GovernanceHandoff source = new GovernanceHandoff();

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(HandoffSource.class)).hasAtLeastOneElementOfType(GovernanceHandoff.class);
    }

    @Test
    void draftsAReviewOfTheTag() {
        RunDraft draft = drafted(FakeRequest.press("review-tag").with("tag", "denied_intents"));

        assertThat(draft.title()).isEqualTo("检查治理规则 denied_intents");
        assertThat(draft.steps()).extracting(RunDraft.Step::title).containsExactly("读取各层规则", "找出矛盾、过期与重复的规则", "给出清理建议");
        assertThat(draft.steps()).allMatch(step -> step.arguments().equals(Map.of("tag", "denied_intents")));
    }

    @Test
    void runsFromTheLayersToTheProposals() throws Exception {
        List<ToolResult> results = PlanRun.of(source, context(LAYERS))
                .run(drafted(FakeRequest.press("review-tag").with("tag", "denied_intents")));

        assertThat(results.get(0).summary()).startsWith("2 层写了 denied_intents，其中 0 层已过期");
        assertThat(results.get(1).summary()).isEqualTo("denied_intents 的规则有 3 处要看：矛盾 2 处、重复 1 处。");
        assertThat(results.get(2).summary())
                .startsWith("denied_intents 有 3 条清理建议。先看用户层（user/u1）")
                .contains("没有改动任何规则");
        assertThat(results.get(2).tables().getFirst().rows()).hasSize(3);
    }

    @Test
    void saysSoWhenNothingNeedsCleaning() throws Exception {
        FakeGovernance clean = FakeGovernance.of(
                List.of(Map.of("scope", "system", "key", "default", "policy", Map.of("tone", "calm"))));
        FakeContext context = context(clean);
        HandoffOutcome outcome = source.handOff(FakeRequest.press("review-tag").with("tag", "tone"), context);

        List<ToolResult> results = PlanRun.of(source, context).run(((HandoffOutcome.Drafted) outcome).draft());

        assertThat(results.getLast().summary()).isEqualTo("tone 的规则不需要清理。");
    }

    @Test
    void worksWithoutAProject() {
        assertThat(drafted(FakeRequest.press("review-tag").withoutProject().with("tag", "allowed_intents"))
                        .steps())
                .hasSize(3);
    }

    @Test
    void asksForTheTagAndNamesTheKnownOnes() {
        assertThat(declined(FakeRequest.press("review-tag"), LAYERS))
                .isEqualTo("请先选择要检查的标签（字段 tag）。现有的标签：allowed_intents、denied_intents。");
        assertThat(declined(FakeRequest.press("review-tag").with("tag", "标".repeat(9_000)), LAYERS))
                .startsWith("没有哪一层写了")
                .contains("denied_intents");
    }

    @Test
    void saysThatThereAreNoRules() {
        assertThat(declined(FakeRequest.press("review-tag").with("tag", "tone"), new FakeGovernance(List.of())))
                .startsWith("现在没有任何治理规则");
    }

    @Test
    void everyToolFailsWithAReasonWhenThePlanWasEditedAway() throws Exception {
        for (AgentTool tool : source.tools()) {
            ToolOutcome outcome =
                    tool.call(FakeToolCall.on(new InMemoryDocuments(), NOW).under(LAYERS));

            assertThat(outcome).as(tool.descriptor().key()).isInstanceOf(ToolOutcome.Failed.class);
            assertThat(tool.descriptor().effect().changesSomething()).isFalse();
        }
    }

    private RunDraft drafted(FakeRequest request) {
        HandoffOutcome outcome = source.handOff(request, context(LAYERS));
        assertThat(outcome).isInstanceOf(HandoffOutcome.Drafted.class);
        return ((HandoffOutcome.Drafted) outcome).draft();
    }

    private String declined(FakeRequest request, FakeGovernance governance) {
        HandoffOutcome outcome = source.handOff(request, context(governance));
        assertThat(outcome).isInstanceOf(HandoffOutcome.Declined.class);
        return ((HandoffOutcome.Declined) outcome).reason();
    }

    private static FakeContext context(FakeGovernance governance) {
        return FakeContext.of(new InMemoryDocuments(), NOW).under(governance);
    }
}
