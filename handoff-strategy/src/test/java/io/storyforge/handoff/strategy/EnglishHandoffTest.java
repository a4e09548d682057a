package io.storyforge.handoff.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.plugin.testkit.FakeContext;
import io.storyforge.plugin.testkit.FakeGovernance;
import io.storyforge.plugin.testkit.FakeRequest;
import io.storyforge.plugin.testkit.FakeSettings;
import io.storyforge.plugin.testkit.ShownTexts;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.RunDraft;
import io.storyforge.runtime.spi.SourceDescriptor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The action pressed by a person who reads English. */
final class EnglishHandoffTest {
    private final ProjectInTest project = new ProjectInTest();
    private final FakeRequest request = FakeRequest.press("adjust-strategy").in(Language.ENGLISH);

    @Test
    void describesItselfInBothLanguages() {
        SourceDescriptor.Action action =
                project.source().descriptor().action("adjust-strategy").orElseThrow();

        assertThat(action.labels().in(Language.CHINESE)).isEqualTo("交给 OneLiner 调整");
        assertThat(action.labels().in(Language.ENGLISH)).isEqualTo("Let OneLiner adjust it");
        assertThat(action.summaries().in(Language.CHINESE)).isEqualTo("按最近 28 天的实际表现建议新的选题权重；确认后才写入，可以恢复。");
        ShownTexts.areEnglish(List.of(action.summaries().in(Language.ENGLISH)));
        assertThat(project.source().tools())
                .extracting(tool -> tool.descriptor().labels().in(Language.CHINESE))
                .containsExactly("读取策略与实际表现", "比较各选题的目标与实际", "应用新的选题权重");
        assertThat(project.source().tools())
                .extracting(tool -> tool.descriptor().labels().in(Language.ENGLISH))
                .containsExactly(
                        "Read the strategy and the results",
                        "Compare each topic's target with its results",
                        "Apply the new topic weights");
    }

    @Test
    void draftsThePlanInEnglish() {
        project.englishStrategy("douyin", 50, 50);
        project.englishPieces();

        HandoffOutcome outcome = project.press(request);

        ShownTexts.areEnglish(ShownTexts.of(outcome));
        RunDraft draft = ((HandoffOutcome.Drafted) outcome).draft();
        assertThat(draft.title()).isEqualTo("Adjust the topic weights on Douyin");
        assertThat(draft.goal())
                .isEqualTo("Bring the topic weights in line with the results, each by at most 8 percentage points at a "
                        + "time");
        assertThat(draft.summary())
                .isEqualTo("Proposed from the results of the last 28 days (pieces: 10): food 50% → 42%, science 50% → "
                        + "58%. "
                        + "Basis: food (pieces: 5, median engagement 2.00%, 0.33 times the 6.00% of all "
                        + "pieces); "
                        + "science (pieces: 5, median engagement 10.00%, 1.67 times the 6.00% of all pieces).");
        assertThat(draft.steps().getLast().detail())
                .isEqualTo("food 50% → 42%, science 50% → 58%; the rest stays, and the old weights are kept in history "
                        + "and can be restored");
    }

    @Test
    void confirmsTheSameWeightsInEitherLanguage() {
        project.englishStrategy("douyin", 50, 50);
        project.englishPieces();

        assertThat(project.drafted(request).steps())
                .extracting(RunDraft.Step::arguments)
                .isEqualTo(project.drafted(request.in(Language.CHINESE)).steps().stream()
                        .map(RunDraft.Step::arguments)
                        .toList());
    }

    @Test
    void declinesInEnglishWhatIsMissing() {
        assertThat(declined(request.withoutProject()))
                .isEqualTo("No project is chosen yet. First choose a project on the page, then hand off to OneLiner.");
        assertThat(declined(request)).startsWith("The project has no topic strategy. Import strategy (JSON)");

        project.englishStrategy("douyin", 50, 50);
        assertThat(declined(request)).startsWith("The project has no pieces").contains("fields: id,account_id");
        assertThat(declined(request.on("weibo")))
                .isEqualTo("The project has no topic strategy for Weibo. Platforms with a strategy: Douyin. "
                        + "Switch to another platform, or import strategy on the project page.");
        assertThat(declined(request.on("x".repeat(9_000)))).startsWith("The project has no topic strategy for xxx");

        project.englishStrategy("shipinhao", 50, 50);
        assertThat(declined(request))
                .isEqualTo("Choose a platform first. Platforms with a topic strategy: Douyin, WeChat Channels.");
    }

    @Test
    void declinesInEnglishWhenThereIsNothingToCompareWith() {
        project.englishStrategy("douyin", 50, 50);
        project.piece("old", "food", 200, "20");
        assertThat(declined(request)).startsWith("There are no recent pieces on Douyin to compare");

        project.adjusted(ProjectInTest.englishWeights(50, 50));
        assertThat(declined(request)).startsWith("The topic weights on Douyin were adjusted on 2026-11-20,");

        project.piece("new1", "food", 1, "50");
        project.piece("new2", "science", 1, "50");
        assertThat(declined(request))
                .isEqualTo("The topic weights on Douyin match the results of the last 28 days since the adjustment on "
                        + "2026-11-20 (pieces: 2); no adjustment is needed.");
    }

    @Test
    void declinesInEnglishWhenTimeRunsOut() {
        project.englishStrategy("douyin", 50, 50);
        for (int index = 0; index < 600; index++) {
            project.piece("c" + index, "science", 1, "70");
        }
        FakeContext late = new FakeContext(
                project.documents(), new FakeGovernance(List.of()), new FastClock(), FakeSettings.none());

        List<String> texts = ShownTexts.of(project.source().handOff(request, late));

        ShownTexts.areEnglish(texts);
        assertThat(texts).singleElement().asString().startsWith("There are too many pieces");
    }

    @Test
    void namesInEnglishWhatIsWrongWithAStrategy() {
        assertThat(declinedWith(Map.of("topics", List.of()))).contains("cannot be used: there are no topics (topics");
        assertThat(declinedWith(Map.of("topics", ProjectInTest.englishWeights(80, 50))))
                .isEqualTo("The topic strategy for Douyin cannot be used: the weights add up to 130.0 and should add "
                        + "up to "
                        + "100 (percents) or 1 (fractions). Correct strategy on the project page, then try "
                        + "again.");
        assertThat(declinedWith(Map.of(
                        "topics",
                        List.of(
                                Map.of("topic", "a", "weight", 50),
                                Map.of("topic", "a", "weight", 50),
                                Map.of("topic", "b", "weight", -1),
                                Map.of("weight", 50)))))
                .contains("topic \"a\" is there twice; the weight of topic \"b\" is not a number from 0 up; "
                        + "a topic has no name.");
        assertThat(declinedWith(
                        Map.of("topics", ProjectInTest.englishWeights(50, 50), "min_weight", 60, "max_weight", 20)))
                .contains("min_weight is above max_weight (60% > 20%)");
        assertThat(declinedWith(Map.of(
                        "topics",
                        IntStream.range(0, 100)
                                .mapToObj(index -> Map.of("topic", "t" + index, "weight", 1))
                                .toList())))
                .contains("it has 100 topics, at most 50 are allowed");
    }

    @Test
    void staysWithinTheLimitOfAReasonWhenEverythingIsLong() {
        assertThat(declinedWith(Map.of(
                        "topics",
                        IntStream.range(0, 9)
                                .mapToObj(index -> Map.of("topic", index + "x".repeat(900), "weight", -1))
                                .toList())))
                .endsWith("…. Correct strategy on the project page, then try again.");
    }

    private String declinedWith(Map<String, Object> strategy) {
        project.documents().put("strategy", "douyin", strategy);
        return declined(request);
    }

    private String declined(FakeRequest pressed) {
        String reason = project.declined(pressed);
        ShownTexts.areEnglish(List.of(reason));
        return reason;
    }
}
