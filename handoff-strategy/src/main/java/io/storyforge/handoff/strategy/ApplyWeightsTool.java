package io.storyforge.handoff.strategy;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Document;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.Platforms;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.spi.Wording;
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
    static final Wording LABEL = Wording.of("应用新的选题权重", "Apply the new topic weights");
    static final int KEPT = 20;

    @Override
    public ToolDescriptor descriptor() {
        return ToolDescriptor.of(KEY, LABEL, Effect.REVERSIBLE);
    }

    @Override
    public ToolOutcome call(ToolCall call) {
        Content arguments = call.arguments();
        Language language = call.language();
        String platform = arguments.text("platform").map(Platforms::key).orElse("");
        String problem = ConfirmedWeights.problem(arguments, language);
        if (!problem.isEmpty()) {
            return ToolOutcome.failed(language.say(
                            "计划里的权重不能应用：%s。请重新交给 OneLiner。",
                            "The weights in the plan cannot be applied: %s. Please hand off to OneLiner again.")
                    .formatted(Texts.shorten(problem, 400)));
        }
        StrategyDocuments strategies = new StrategyDocuments(call.documents(), language);
        Optional<Document> document = strategies.find(platform);
        if (document.isEmpty()) {
            return ToolOutcome.failed(strategies.whyNone(platform));
        }
        String unusable = Strategy.problem(document.get(), language);
        if (!unusable.isEmpty()) {
            return ToolOutcome.failed(DraftedAdjustment.unusable(platform, unusable, language));
        }
        return apply(call, document.get(), ConfirmedWeights.of(arguments));
    }

    private static ToolOutcome apply(ToolCall call, Document document, ConfirmedWeights confirmed) {
        Strategy current = Strategy.of(document);
        String platform = current.platform();
        String label = Platforms.label(platform, call.language());
        if (current.weights().sameAs(confirmed.after())) {
            return ToolOutcome.done(result -> result.summary(call.language()
                            .say(
                                    "%s的选题权重已经是建议的值，没有再改动。",
                                    "The topic weights on %s have the proposed values already; nothing was changed.")
                            .formatted(label))
                    .output(Map.of("platform", platform, "changed", false)));
        }
        if (!current.weights().sameAs(confirmed.before())) {
            return ToolOutcome.failed(call.language()
                    .say(
                            "%s的选题策略在你确认之后被改过，没有应用。请重新交给 OneLiner，按现在的策略再算一次。",
                            "The topic strategy for %s changed after you confirmed, so nothing was applied. Please "
                                    + "hand off to OneLiner again to work it out for the strategy as it is now.")
                    .formatted(label));
        }
        return write(call, document, current, confirmed.after());
    }

    private static ToolOutcome write(ToolCall call, Document document, Strategy current, Weights after) {
        Content content = document.content();
        Map<String, Object> changed = new LinkedHashMap<>(content.asMap());
        changed.put(
                "topics",
                content.objects("topics").stream()
                        .map(topic -> reweighted(topic, after, current.unit()))
                        .toList());
        changed.put(Strategy.HISTORY, history(call, content));
        Language language = call.language();
        String difference = current.weights().differenceTo(after, language);
        return ToolOutcome.done(result -> result.summary(language.say(
                                "已更新%s的选题权重：%s。原权重保存在策略文档的 history 里，可以恢复。",
                                "Topic weights on %s updated: %s. The old weights are kept in the history of the "
                                        + "strategy document and can be restored.")
                        .formatted(Platforms.label(current.platform(), language), Texts.shorten(difference, 1_800)))
                .output(Map.of("platform", current.platform(), "changed", true))
                .table(
                        language.say("新的选题权重", "New topic weights"),
                        List.of(
                                language.say("选题", "Topic"),
                                language.say("原权重", "Old weight"),
                                language.say("新权重", "New weight")),
                        rows(current.weights(), after))
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
