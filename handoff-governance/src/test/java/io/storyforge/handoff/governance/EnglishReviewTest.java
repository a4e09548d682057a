package io.storyforge.handoff.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.plugin.testkit.FakeContext;
import io.storyforge.plugin.testkit.FakeGovernance;
import io.storyforge.plugin.testkit.FakeRequest;
import io.storyforge.plugin.testkit.FakeToolCall;
import io.storyforge.plugin.testkit.InMemoryDocuments;
import io.storyforge.plugin.testkit.ShownTexts;
import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.RunDraft;
import io.storyforge.runtime.spi.SourceDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.spi.ToolResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A review that is handed over by a person who reads English. */
final class EnglishReviewTest {
    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final FakeGovernance NONE = new FakeGovernance(List.of());
    private static final FakeGovernance LAYERS = FakeGovernance.of(List.of(
            layer("system", "default", Map.of("denied_intents", List.of("publish"), "tone", "calm")),
            layer("project", "p1", Map.of("denied_intents", List.of("publish"))),
            layer("user", "u1", Map.of("allowed_intents", List.of("publish"))),
            Map.of(
                    "scope",
                    "admin_override",
                    "key",
                    "o1",
                    "policy",
                    Map.of("denied_intents", List.of("delete")),
                    "valid_until",
                    "2026-11-01T00:00:00Z"),
            Map.of(
                    "scope",
                    "admin_override",
                    "key",
                    "o2",
                    "policy",
                    Map.of("denied_intents", List.of("like")),
                    "valid_until",
                    "2026-12-01T00:00:00Z")));

    private final GovernanceHandoff source = new GovernanceHandoff();

    @Test
    void describesItselfInBothLanguages() {
        SourceDescriptor.Action action =
                source.descriptor().action("review-tag").orElseThrow();

        assertThat(action.labels().in(Language.CHINESE)).isEqualTo("交给 OneLiner 检查");
        assertThat(action.labels().in(Language.ENGLISH)).isEqualTo("Let OneLiner check it");
        assertThat(action.summaries().in(Language.CHINESE)).isEqualTo("找出这个标签背后矛盾、过期、重复或被覆盖的规则，并建议怎样清理。");
        ShownTexts.areEnglish(List.of(action.summaries().in(Language.ENGLISH)));
        assertThat(source.tools())
                .extracting(tool -> tool.descriptor().labels().in(Language.CHINESE))
                .containsExactly("读取各层规则", "找出矛盾、过期与重复的规则", "给出清理建议");
        assertThat(source.tools())
                .extracting(tool -> tool.descriptor().labels().in(Language.ENGLISH))
                .containsExactly(
                        "Read the rules of each layer",
                        "Find contradictory, expired and redundant rules",
                        "Propose how to clean up");
    }

    @Test
    void draftsThePlanInEnglish() {
        HandoffOutcome outcome = press(request().with("tag", "denied_intents"), LAYERS);

        ShownTexts.areEnglish(ShownTexts.of(outcome));
        RunDraft draft = ((HandoffOutcome.Drafted) outcome).draft();
        assertThat(draft.title()).isEqualTo("Check the governance rules behind denied_intents");
        assertThat(draft.summary())
                .isEqualTo("Checks the layers that name denied_intents (4, expired ones included); "
                        + "read-only, no rule is changed.");
        assertThat(draft.steps().getFirst().title()).isEqualTo("Read the rules of each layer");
    }

    @Test
    void declinesInEnglish() {
        List<HandoffOutcome> declines =
                List.of(press(request(), LAYERS), press(request().with("tag", "mood"), LAYERS), press(request(), NONE));

        assertThat(declines).allMatch(HandoffOutcome.Declined.class::isInstance);
        declines.forEach(outcome -> ShownTexts.areEnglish(ShownTexts.of(outcome)));
        assertThat(ShownTexts.of(declines.get(1)))
                .containsExactly("No layer names \"mood\". Known tags: allowed_intents, denied_intents, tone.");
    }

    @Test
    void runsEveryStepInEnglish() throws Exception {
        List<ToolResult> results = run("denied_intents", Language.ENGLISH);

        results.forEach(result -> ShownTexts.areEnglish(ShownTexts.of(new ToolOutcome.Done(result))));
        assertThat(results.get(0).summary())
                .isEqualTo("Layers that name denied_intents: 4, of which expired: 1. Value in force: (none).");
        assertThat(results.get(0).tables().getFirst().rows())
                .extracting(row -> row.get(1))
                .containsExactly("valid", "valid", "expired", "valid until 2026-12-01T00:00:00Z");
        assertThat(results.get(1).summary())
                .isEqualTo(
                        "Findings in the rules behind denied_intents: 4 (Contradictory: 2, Expired: 1, Redundant: 1).");
        assertThat(results.get(2).summary())
                .startsWith("Clean-up proposals for denied_intents: 4. Look first at the user layer (user/u1): "
                        + "allowed_intents allows publish, but the system layer (system/default) denies the "
                        + "same in "
                        + "denied_intents; the denial applies. Proposal: Remove publish from "
                        + "allowed_intents in this layer");
    }

    @Test
    void saysInEnglishThatNothingNeedsCleaning() throws Exception {
        List<ToolResult> results = run("tone", Language.ENGLISH);

        results.forEach(result -> ShownTexts.areEnglish(ShownTexts.of(new ToolOutcome.Done(result))));
        assertThat(results.get(1).summary())
                .isEqualTo("No rule behind tone is contradictory, expired, redundant or overridden.");
        assertThat(results.get(2).summary()).isEqualTo("The rules behind tone need no cleaning up.");
    }

    @Test
    void failsInEnglishWhenThePlanWasEditedAway() throws Exception {
        for (AgentTool tool : source.tools()) {
            for (FakeGovernance governance : List.of(LAYERS, NONE)) {
                ToolOutcome outcome = tool.call(call(Language.ENGLISH).under(governance));

                assertThat(outcome).as(tool.descriptor().key()).isInstanceOf(ToolOutcome.Failed.class);
                ShownTexts.areEnglish(ShownTexts.of(outcome));
            }
        }
    }

    @Test
    void handsOnTheSameKindsInEitherLanguage() throws Exception {
        assertThat(kinds(run("denied_intents", Language.ENGLISH).get(1)))
                .isEqualTo(kinds(run("denied_intents", Language.CHINESE).get(1)))
                .containsExactly("contradictory", "contradictory", "expired", "redundant");
    }

    private static List<String> kinds(ToolResult found) {
        return Content.of(found.output()).objects("findings").stream()
                .map(finding -> finding.text("kind").orElseThrow())
                .toList();
    }

    private List<ToolResult> run(String tag, Language language) throws Exception {
        FakeToolCall call = call(language).under(LAYERS).with(Map.of("tag", tag));
        List<ToolResult> results = new ArrayList<>();
        for (AgentTool tool : source.tools()) {
            ToolOutcome outcome = tool.call(call);
            assertThat(outcome).isInstanceOf(ToolOutcome.Done.class);
            results.add(((ToolOutcome.Done) outcome).result());
            call.after(tool.descriptor().key(), results.getLast().output());
        }
        return results;
    }

    private static FakeToolCall call(Language language) {
        return FakeToolCall.on(new InMemoryDocuments(), NOW).in(language);
    }

    private static FakeRequest request() {
        return FakeRequest.press("review-tag").in(Language.ENGLISH);
    }

    private HandoffOutcome press(FakeRequest request, FakeGovernance governance) {
        return source.handOff(
                request, FakeContext.of(new InMemoryDocuments(), NOW).under(governance));
    }

    private static Map<String, Object> layer(String scope, String key, Map<String, Object> policy) {
        return Map.of("scope", scope, "key", key, "policy", policy);
    }
}
