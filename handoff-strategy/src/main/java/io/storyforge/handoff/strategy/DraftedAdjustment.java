package io.storyforge.handoff.strategy;

import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.Platforms;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A proposal as a draft: the readable difference and the exact weights that the last step will write. */
final class DraftedAdjustment {
    private static final int REASONS = 5;

    private final Strategy strategy;
    private final Results results;
    private final Weights proposal;

    DraftedAdjustment(Strategy strategy, Results results) {
        this.strategy = strategy;
        this.results = results;
        this.proposal = WeightRule.propose(strategy, results);
    }

    /** Why a strategy document cannot be used, in words for people. */
    static String unusable(String platform, String problem) {
        return "%s的选题策略不能用：%s。请在项目页改正 strategy 后再试。".formatted(Platforms.label(platform), Texts.shorten(problem, 400));
    }

    /** Why there is nothing to compare with, in words for people. */
    static String noPieces(Strategy strategy) {
        String label = Platforms.label(strategy.platform());
        if (strategy.adjustedOn().equals(LocalDate.MIN)) {
            return "%s最近没有可比的作品（近 84 天内发布、播放至少 100、日期和数字可读），无法建议权重。请导入较新的 contents。".formatted(label);
        }
        return "%s的选题权重在 %s 调整过，此后还没有可比的新作品；同样的表现不重复计算。有了新作品、导入 contents 之后再试。".formatted(label, strategy.adjustedOn());
    }

    HandoffOutcome outcome() {
        String platform = strategy.platform();
        String label = Platforms.label(platform);
        Weights whole = new Weights(WeightRule.wholePercents(strategy.weights()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> (double) entry.getValue())));
        if (proposal.sameAs(whole)) {
            return HandoffOutcome.declined(
                    "%s的选题权重与%s的实际表现相符（%d 条作品），不需要调整。".formatted(label, strategy.period(), results.pieces()));
        }
        Map<String, Object> about = Map.of("platform", platform);
        String difference = strategy.weights().differenceTo(proposal);
        return HandoffOutcome.drafted(draft -> draft.title("调整%s的选题权重".formatted(label))
                .goal("让选题权重跟上实际表现，每次每个选题最多调整 %d 个百分点".formatted(WeightRule.MAX_STEP))
                .summary("按%s的 %d 条作品建议：%s。依据：%s。"
                        .formatted(
                                strategy.period(),
                                results.pieces(),
                                Texts.shorten(difference, 600),
                                Texts.shorten(reasons(), 1_000)))
                .intentKey("adjust_strategy")
                .platform(platform)
                .step("读取策略与实际表现", ReadStrategyTool.KEY, about)
                .step("比较各选题的目标与实际", CompareTopicsTool.KEY, about)
                .step(
                        "应用新的选题权重",
                        ApplyWeightsTool.KEY,
                        arguments(),
                        Texts.shorten(difference, 1_900) + "；其余不变，原权重留在 history 里，可以恢复"));
    }

    private String reasons() {
        List<Comparison> changed = Comparison.of(strategy.weights(), results).stream()
                .filter(topic -> Math.abs(proposal.of(topic.topic()) - topic.weight()) >= 1)
                .sorted((one, other) -> Double.compare(move(other), move(one)))
                .toList();
        return changed.stream()
                .limit(REASONS)
                .map(topic -> Texts.shorten(topic.topic(), 20) + " " + topic.reason())
                .collect(Collectors.joining("；"));
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
