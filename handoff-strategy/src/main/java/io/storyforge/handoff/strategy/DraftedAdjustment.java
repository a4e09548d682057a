package io.storyforge.handoff.strategy;

import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.Platforms;
import io.storyforge.runtime.spi.RunDraft;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A proposal as a draft: the readable difference and the exact weights that the last step will write. */
final class DraftedAdjustment {
    private static final int REASONS = 5;
    // With the words around it this is within the limit of a reason, in either language.
    private static final int PROBLEM = 340;

    private final Strategy strategy;
    private final Results results;
    private final Language language;
    private final Weights proposal;

    DraftedAdjustment(Strategy strategy, Results results, Language language) {
        this.strategy = strategy;
        this.results = results;
        this.language = language;
        this.proposal = WeightRule.propose(strategy, results);
    }

    /** Why a strategy document cannot be used, in words for people. */
    static String unusable(String platform, String problem, Language language) {
        return language.say(
                        "%s的选题策略不能用：%s。请在项目页改正 strategy 后再试。",
                        "The topic strategy for %s cannot be used: %s. Correct strategy on the project page, then try "
                                + "again.")
                .formatted(Platforms.label(platform, language), Texts.shorten(problem, PROBLEM));
    }

    /** Why there is nothing to compare with, in words for people. */
    static String noPieces(Strategy strategy, Language language) {
        String label = Platforms.label(strategy.platform(), language);
        if (strategy.adjustedOn().equals(LocalDate.MIN)) {
            return language.say(
                            "%s最近没有可比的作品（近 84 天内发布、播放至少 100、日期和数字可读），无法建议权重。请导入较新的 contents。",
                            "There are no recent pieces on %s to compare (published within 84 days, at least 100 "
                                    + "views, readable dates and numbers), so no weights can be proposed. Please "
                                    + "import newer contents.")
                    .formatted(label);
        }
        return language.say(
                        "%s的选题权重在 %s 调整过，此后还没有可比的新作品；同样的表现不重复计算。有了新作品、导入 contents 之后再试。",
                        "The topic weights on %s were adjusted on %s, and there are no new pieces to compare since; "
                                + "the same results do not count twice. Try again once new pieces are imported into "
                                + "contents.")
                .formatted(label, strategy.adjustedOn());
    }

    HandoffOutcome outcome() {
        Weights whole = new Weights(WeightRule.wholePercents(strategy.weights()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> (double) entry.getValue())));
        if (proposal.sameAs(whole)) {
            return HandoffOutcome.declined(language.say(
                            "%s的选题权重与%s的实际表现相符（%d 条作品），不需要调整。",
                            "The topic weights on %s match the results of %s (pieces: %d); no adjustment is needed.")
                    .formatted(
                            Platforms.label(strategy.platform(), language),
                            strategy.period(language),
                            results.pieces()));
        }
        return HandoffOutcome.drafted(this::fill);
    }

    private void fill(RunDraft.Builder draft) {
        String platform = strategy.platform();
        Map<String, Object> about = Map.of("platform", platform);
        draft.title(language.say("调整%s的选题权重", "Adjust the topic weights on %s")
                        .formatted(Platforms.label(platform, language)))
                .goal(language.say(
                                "让选题权重跟上实际表现，每次每个选题最多调整 %d 个百分点",
                                "Bring the topic weights in line with the results, each by at most %d "
                                        + "percentage points at a time")
                        .formatted(WeightRule.MAX_STEP))
                .summary(summary())
                .intentKey("adjust_strategy")
                .platform(platform)
                .step(ReadStrategyTool.LABEL.in(language), ReadStrategyTool.KEY, about)
                .step(CompareTopicsTool.LABEL.in(language), CompareTopicsTool.KEY, about)
                .step(ApplyWeightsTool.LABEL.in(language), ApplyWeightsTool.KEY, arguments(), detail());
    }

    private String summary() {
        return language.say("按%s的 %d 条作品建议：%s。依据：%s。", "Proposed from the results of %s (pieces: %d): %s. Basis: %s.")
                .formatted(
                        strategy.period(language),
                        results.pieces(),
                        Texts.shorten(difference(), 600),
                        Texts.shorten(reasons(), 1_000));
    }

    private String detail() {
        return Texts.shorten(difference(), 1_900)
                + language.say(
                        "；其余不变，原权重留在 history 里，可以恢复",
                        "; the rest stays, and the old weights are kept in history and can be restored");
    }

    private String difference() {
        return strategy.weights().differenceTo(proposal, language);
    }

    private String reasons() {
        List<Comparison> changed = Comparison.of(strategy.weights(), results).stream()
                .filter(topic -> Math.abs(proposal.of(topic.topic()) - topic.weight()) >= 1)
                .sorted((one, other) -> Double.compare(move(other), move(one)))
                .toList();
        return changed.stream()
                .limit(REASONS)
                .map(topic -> language.say("%s %s", "%s (%s)")
                        .formatted(Texts.shorten(topic.topic(), 20), topic.reason(language)))
                .collect(Collectors.joining(Texts.semicolon(language)));
    }

    private double move(Comparison topic) {
        return Math.abs(proposal.of(topic.topic()) - topic.weight());
    }

    private Map<String, Object> arguments() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("platform", strategy.platform());
        arguments.put("before", strategy.weights().asList(Unit.PERCENT));
        arguments.put("after", proposal.asList(Unit.PERCENT));
        return arguments;
    }
}
