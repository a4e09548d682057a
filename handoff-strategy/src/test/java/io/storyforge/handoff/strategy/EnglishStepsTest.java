package io.storyforge.handoff.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.plugin.testkit.FakeToolCall;
import io.storyforge.plugin.testkit.ShownTexts;
import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.spi.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The steps of a run that a person who reads English handed over. */
final class EnglishStepsTest {
    private static final Map<String, Object> CONFIRMED = Map.of(
            "platform", "douyin",
            "before", ProjectInTest.englishWeights(50, 50),
            "after", ProjectInTest.englishWeights(42, 58));

    private final ProjectInTest project = new ProjectInTest();

    @Test
    void readsComparesAndAppliesInEnglish() throws Exception {
        fill();
        FakeToolCall call = call(Language.ENGLISH);

        List<ToolResult> results = run(call);

        results.forEach(result -> ShownTexts.areEnglish(ShownTexts.of(new ToolOutcome.Done(result))));
        assertThat(results.get(0).summary())
                .isEqualTo("Topics in the strategy for Douyin: 2. Pieces of the last 28 days that can be compared "
                        + "(at least 100 views): 11, median engagement 10.00%. Of these, on topics that the "
                        + "strategy does "
                        + "not name: 1. Not counted, as the account is unknown, the date unknown or in the future, "
                        + "or a "
                        + "number unreadable: 1.");
        assertThat(results.get(1).summary())
                .isEqualTo("First to raise: \"science\" (pieces: 5, median engagement 10.00%, 1.00 times the 10.00% of "
                        + "all "
                        + "pieces). First to lower: \"food\" (pieces: 5, median engagement 2.00%, 0.20 "
                        + "times the 10.00% of "
                        + "all pieces).");
        assertThat(results.get(2).summary())
                .isEqualTo(
                        "Topic weights on Douyin updated: food 50% → 42%, science 50% → 58%. The old weights are kept "
                                + "in the history of the strategy document and can be restored.");
        assertThat(call.progressTexts()).containsExactly("Rows of accounts and contents read: 12 / 12");
    }

    @Test
    void handsOnAndWritesTheSameInEitherLanguage() throws Exception {
        fill();

        List<ToolResult> english = run(call(Language.ENGLISH));
        List<ToolResult> chinese = run(call(Language.CHINESE));

        assertThat(english)
                .extracting(ToolResult::output)
                .isEqualTo(chinese.stream().map(ToolResult::output).toList());
        assertThat(english)
                .extracting(ToolResult::changes)
                .isEqualTo(chinese.stream().map(ToolResult::changes).toList());
    }

    @Test
    void saysInEnglishWhyATopicHasNoBasis() throws Exception {
        project.englishStrategy("douyin", 50, 50);
        project.piece("c1", "food", 1, "50");
        assertThat(compared().summary()).contains("\"science\" (no pieces to compare, so no basis)");

        project.piece("c1", "food", 1, "0");
        assertThat(compared().summary()).contains("\"food\" (no piece has any engagement, so no basis)");
    }

    @Test
    void failsInEnglishWithoutTheStepsAndDataBefore() throws Exception {
        for (AgentTool tool : project.source().tools()) {
            ShownTexts.areEnglish(List.of(failed(tool.call(call(Language.ENGLISH)))));
        }
        assertThat(failed(new CompareTopicsTool().call(call(Language.ENGLISH))))
                .isEqualTo("The plan lacks the step \"Read the strategy and the results\" (tool strategy.read), so "
                        + "there is "
                        + "nothing to compare. Please hand off to OneLiner again.");

        project.englishStrategy("douyin", 50, 50);
        assertThat(failed(new ReadStrategyTool().call(call(Language.ENGLISH))))
                .startsWith("There are no recent pieces on Douyin");

        project.englishStrategy("douyin", 80, 50);
        assertThat(failed(new ReadStrategyTool().call(call(Language.ENGLISH)))).contains("add up to 130.0");
        assertThat(failed(new ApplyWeightsTool().call(call(Language.ENGLISH)))).contains("add up to 130.0");
    }

    @Test
    void refusesEditedWeightsInEnglish() {
        project.englishStrategy("douyin", 50, 50);

        assertThat(failed(apply(ProjectInTest.englishWeights(32, 67))))
                .isEqualTo("The weights in the plan cannot be applied: the new weights do not add up to 100%. "
                        + "Please hand off to OneLiner again.");
        assertThat(failed(apply(List.of(Map.of("topic", "travel", "weight", 100)))))
                .contains("the new weights are for other topics than the old ones");
        assertThat(failed(apply(List.of()))).contains("there are no topics");
    }

    @Test
    void saysInEnglishThatTheStrategyChangedOrIsDone() {
        project.englishStrategy("douyin", 45, 55);
        assertThat(failed(apply(ProjectInTest.englishWeights(42, 58))))
                .isEqualTo("The topic strategy for Douyin changed after you confirmed, so nothing was applied. "
                        + "Please hand off to OneLiner again to work it out for the strategy as it is now.");

        assertThat(done(apply(ProjectInTest.englishWeights(45, 55))).summary())
                .isEqualTo("The topic weights on Douyin have the proposed values already; nothing was changed.");
    }

    private void fill() {
        project.englishStrategy("douyin", 50, 50);
        project.englishPieces();
        project.piece("x1", "travel", 1, "500");
        project.piece("x2", "food", -9, "20");
    }

    private List<ToolResult> run(FakeToolCall call) throws Exception {
        List<ToolResult> results = new ArrayList<>();
        for (AgentTool tool : project.source().tools()) {
            results.add(done(tool.call(call)));
            call.after(tool.descriptor().key(), results.getLast().output());
        }
        return results;
    }

    private ToolResult compared() throws Exception {
        FakeToolCall call = call(Language.ENGLISH);
        call.after(ReadStrategyTool.KEY, done(new ReadStrategyTool().call(call)).output());
        ToolOutcome outcome = new CompareTopicsTool().call(call);
        ShownTexts.areEnglish(ShownTexts.of(outcome));
        return done(outcome);
    }

    private ToolOutcome apply(List<Map<String, Object>> after) {
        return new ApplyWeightsTool()
                .call(call(Language.ENGLISH)
                        .with(Map.of(
                                "platform", "douyin", "before", ProjectInTest.englishWeights(50, 50), "after", after)));
    }

    private FakeToolCall call(Language language) {
        return FakeToolCall.on(project.documents(), ProjectInTest.NOW)
                .with(CONFIRMED)
                .in(language);
    }

    private static ToolResult done(ToolOutcome outcome) {
        assertThat(outcome).isInstanceOf(ToolOutcome.Done.class);
        return ((ToolOutcome.Done) outcome).result();
    }

    private static String failed(ToolOutcome outcome) {
        assertThat(outcome).isInstanceOf(ToolOutcome.Failed.class);
        ShownTexts.areEnglish(ShownTexts.of(outcome));
        return ((ToolOutcome.Failed) outcome).reason();
    }
}
