package io.storyforge.handoff.governance;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the layers that say something about the key. */
final class ReadLayersTool implements AgentTool {
    static final String KEY = "governance.read-layers";
    private static final int ROWS = 200;

    @Override
    public ToolDescriptor descriptor() {
        return ToolDescriptor.of(KEY, "读取各层规则", Effect.READ_ONLY);
    }

    @Override
    public ToolOutcome call(ToolCall call) {
        Optional<ReviewCall> review = ReviewCall.of(call);
        if (review.isEmpty()) {
            return ToolOutcome.failed(ReviewCall.whyNone(call));
        }
        String tag = review.get().tag();
        List<Layer> naming = review.get().review().naming(tag);
        long expired = naming.stream().filter(Layer::expired).count();
        Object effective = call.governance().effectivePolicy().asMap().getOrDefault(tag, "（无）");
        return ToolOutcome.done(result -> result.summary("%d 层写了 %s，其中 %d 层已过期；现在生效的值：%s。"
                        .formatted(naming.size(), Texts.shorten(tag, 100), expired, Texts.value(effective)))
                .output(Map.of("tag", tag, "layers", naming.size(), "expired", expired))
                .table(
                        "各层的规则（弱的在前）",
                        List.of("层", "状态", "值"),
                        naming.stream()
                                .limit(ROWS)
                                .map(layer -> row(layer, tag))
                                .toList()));
    }

    private static List<Object> row(Layer layer, String tag) {
        return List.of(layer.label(), status(layer), Texts.value(layer.value(tag)));
    }

    private static String status(Layer layer) {
        if (layer.expired()) {
            return "已过期";
        }
        return layer.temporary() ? "有效至 " + layer.until() : "有效";
    }
}
