package io.storyforge.handoff.strategy;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Compares each topic's weight with what its results deserve. */
final class CompareTopicsTool implements AgentTool {
    static final String KEY = "strategy.compare";

    @Override
    public ToolDescriptor descriptor() {
        return ToolDescriptor.of(KEY, "比较各选题的目标与实际", Effect.READ_ONLY);
    }

    @Override
    public ToolOutcome call(ToolCall call) {
        Optional<Content> read = call.outputOf(ReadStrategyTool.KEY);
        if (read.isEmpty() || read.get().objects("topics").isEmpty()) {
            return ToolOutcome.failed(
                    "计划里缺少“读取策略与实际表现”这一步（工具 %s），没有可比较的内容。请重新交给 OneLiner。".formatted(ReadStrategyTool.KEY));
        }
        double overall = read.get().number("rate").orElse(Double.NaN);
        List<Comparison> topics = read.get().objects("topics").stream()
                .map(topic -> Comparison.of(topic, overall))
                .sorted(Comparator.comparingDouble(Comparison::factor).reversed())
                .toList();
        Comparison best = topics.getFirst();
        Comparison worst = topics.getLast();
        return ToolOutcome.done(result -> result.summary("最该上调的是“%s”（%s）；最该下调的是“%s”（%s）。"
                        .formatted(
                                Texts.shorten(best.topic(), 60),
                                best.reason(),
                                Texts.shorten(worst.topic(), 60),
                                worst.reason()))
                .output(Map.of("best", best.topic(), "worst", worst.topic()))
                .table(
                        "目标与实际（系数大于 1 表示应上调）",
                        List.of("选题", "当前权重", "系数", "依据"),
                        topics.stream().map(CompareTopicsTool::row).toList()));
    }

    private static List<Object> row(Comparison topic) {
        return List.of(
                topic.topic(),
                Texts.share(topic.weight()),
                String.format(Locale.ROOT, "%.2f", topic.factor()),
                topic.reason());
    }
}
