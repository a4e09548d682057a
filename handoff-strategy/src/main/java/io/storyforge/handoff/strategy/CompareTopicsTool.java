package io.storyforge.handoff.strategy;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.spi.Wording;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Compares each topic's weight with what its results deserve. */
final class CompareTopicsTool implements AgentTool {
    static final String KEY = "strategy.compare";
    static final Wording LABEL = Wording.of("比较各选题的目标与实际", "Compare each topic's target with its results");

    @Override
    public ToolDescriptor descriptor() {
        return ToolDescriptor.of(KEY, LABEL, Effect.READ_ONLY);
    }

    @Override
    public ToolOutcome call(ToolCall call) {
        Language language = call.language();
        Optional<Content> read = call.outputOf(ReadStrategyTool.KEY);
        if (read.isEmpty() || read.get().objects("topics").isEmpty()) {
            return ToolOutcome.failed(language.say(
                            "计划里缺少“%s”这一步（工具 %s），没有可比较的内容。请重新交给 OneLiner。",
                            "The plan lacks the step \"%s\" (tool %s), so there is nothing to compare. Please hand "
                                    + "off to OneLiner again.")
                    .formatted(ReadStrategyTool.LABEL.in(language), ReadStrategyTool.KEY));
        }
        double overall = read.get().number("rate").orElse(Double.NaN);
        List<Comparison> topics = read.get().objects("topics").stream()
                .map(topic -> Comparison.of(topic, overall))
                .sorted(Comparator.comparingDouble(Comparison::factor).reversed())
                .toList();
        Comparison best = topics.getFirst();
        Comparison worst = topics.getLast();
        return ToolOutcome.done(result -> result.summary(summary(best, worst, language))
                .output(Map.of("best", best.topic(), "worst", worst.topic()))
                .table(
                        language.say(
                                "目标与实际（系数大于 1 表示应上调）",
                                "Target and results (a factor above 1 asks for a higher weight)"),
                        columns(language),
                        topics.stream().map(topic -> row(topic, language)).toList()));
    }

    private static List<String> columns(Language language) {
        return List.of(
                language.say("选题", "Topic"),
                language.say("当前权重", "Current weight"),
                language.say("系数", "Factor"),
                language.say("依据", "Basis"));
    }

    private static String summary(Comparison best, Comparison worst, Language language) {
        return language.say(
                        "最该上调的是“%s”（%s）；最该下调的是“%s”（%s）。", "First to raise: \"%s\" (%s). First to lower: \"%s\" (%s).")
                .formatted(
                        Texts.shorten(best.topic(), 60),
                        best.reason(language),
                        Texts.shorten(worst.topic(), 60),
                        worst.reason(language));
    }

    private static List<Object> row(Comparison topic, Language language) {
        return List.of(
                topic.topic(),
                Texts.share(topic.weight()),
                String.format(Locale.ROOT, "%.2f", topic.factor()),
                topic.reason(language));
    }
}
