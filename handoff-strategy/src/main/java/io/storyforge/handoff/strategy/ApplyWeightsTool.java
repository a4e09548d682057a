package io.storyforge.handoff.strategy;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Document;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.Platforms;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the confirmed weights into the strategy document and keeps the previous ones in its {@code history}.
 *
 * <p>Writes nothing when the document has the weights already, and refuses when it has others than those that the
 * confirmed difference started from.
 */
final class ApplyWeightsTool implements AgentTool {
    static final String KEY = "strategy.apply-weights";
    static final int KEPT = 20;
    private static final double SUM_TOLERANCE = 1e-6;

    @Override
    public ToolDescriptor descriptor() {
        return ToolDescriptor.of(KEY, "应用新的选题权重", Effect.REVERSIBLE);
    }

    @Override
    public ToolOutcome call(ToolCall call) {
        Content arguments = call.arguments();
        String platform = arguments.text("platform").map(Platforms::key).orElse("");
        String problem = problem(arguments);
        if (!problem.isEmpty()) {
            return ToolOutcome.failed("计划里的权重不能应用：%s。请重新交给 OneLiner。".formatted(Texts.shorten(problem, 400)));
        }
        StrategyDocuments strategies = new StrategyDocuments(call.documents());
        Optional<Document> document = strategies.find(platform);
        if (document.isEmpty()) {
            return ToolOutcome.failed(strategies.whyNone(platform));
        }
        String unusable = Strategy.problem(document.get());
        if (!unusable.isEmpty()) {
            return ToolOutcome.failed(DraftedAdjustment.unusable(platform, unusable));
        }
        Strategy current = Strategy.of(document.get());
        Weights before = weights(arguments, "before");
        Weights after = weights(arguments, "after");
        if (current.weights().sameAs(after)) {
            return ToolOutcome.done(
                    result -> result.summary("%s的选题权重已经是建议的值，没有再改动。".formatted(Platforms.label(platform)))
                            .output(Map.of("platform", platform, "changed", false)));
        }
        if (!current.weights().sameAs(before)) {
            return ToolOutcome.failed(
                    "%s的选题策略在你确认之后被改过，没有应用。请重新交给 OneLiner，按现在的策略再算一次。".formatted(Platforms.label(platform)));
        }
        return apply(call, document.get(), current, after);
    }

    private static String problem(Content arguments) {
        List<Content> after = arguments.objects("after");
        String problem = Weights.problem(after);
        if (problem.isEmpty()) {
            problem = Weights.problem(arguments.objects("before"));
        }
        if (!problem.isEmpty()) {
            return problem;
        }
        if (Math.abs(weights(arguments, "after").sum() - 100) > SUM_TOLERANCE) {
            return "新权重之和不是 100%";
        }
        if (!weights(arguments, "after")
                .percents()
                .keySet()
                .equals(weights(arguments, "before").percents().keySet())) {
            return "新旧权重的选题不一致";
        }
        return "";
    }

    private static Weights weights(Content arguments, String name) {
        List<Content> topics = arguments.objects(name);
        double sum = topics.stream()
                .mapToDouble(topic -> topic.number("weight").orElse(0))
                .sum();
        return Weights.read(topics, Unit.of(sum).orElse(Unit.PERCENT));
    }

    private static ToolOutcome apply(ToolCall call, Document document, Strategy current, Weights after) {
        Content content = document.content();
        Map<String, Object> changed = new LinkedHashMap<>(content.asMap());
        changed.put(
                "topics",
                content.objects("topics").stream()
                        .map(topic -> reweighted(topic, after, current.unit()))
                        .toList());
        changed.put(Strategy.HISTORY, history(call, content));
        String difference = current.weights().differenceTo(after);
        return ToolOutcome.done(result -> result.summary("已更新%s的选题权重：%s。原权重保存在策略文档的 history 里，可以恢复。"
                        .formatted(Platforms.label(current.platform()), Texts.shorten(difference, 1_800)))
                .output(Map.of("platform", current.platform(), "changed", true))
                .table("新的选题权重", List.of("选题", "原权重", "新权重"), rows(current.weights(), after))
                .put(Strategy.COLLECTION, document.key(), changed));
    }

    private static Map<String, Object> reweighted(Content topic, Weights after, Unit unit) {
        Map<String, Object> changed = new LinkedHashMap<>(topic.asMap());
        changed.put("weight", unit.fromPercent(after.of(topic.text("topic").orElse(""))));
        return changed;
    }

    private static List<Map<String, Object>> history(ToolCall call, Content content) {
        List<Map<String, Object>> history = new ArrayList<>();
        content.objects(Strategy.HISTORY).forEach(entry -> history.add(entry.asMap()));
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put(Strategy.REPLACED_AT, call.clock().instant().toString());
        entry.put("run_id", call.runId());
        entry.put(
                "topics", content.objects("topics").stream().map(Content::asMap).toList());
        history.add(entry);
        return history.subList(Math.max(0, history.size() - KEPT), history.size());
    }

    private static List<List<Object>> rows(Weights before, Weights after) {
        return before.percents().entrySet().stream()
                .map(entry -> List.<Object>of(
                        entry.getKey(), Texts.share(entry.getValue()), Texts.share(after.of(entry.getKey()))))
                .toList();
    }
}
