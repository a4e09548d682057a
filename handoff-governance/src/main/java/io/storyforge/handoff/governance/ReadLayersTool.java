package io.storyforge.handoff.governance;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.spi.Wording;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the layers that say something about the key. */
final class ReadLayersTool implements AgentTool {
    static final String KEY = "governance.read-layers";
    static final Wording LABEL = Wording.of("读取各层规则", "Read the rules of each layer");
    private static final int ROWS = 200;

    @Override
    public ToolDescriptor descriptor() {
        return ToolDescriptor.of(KEY, LABEL, Effect.READ_ONLY);
    }

    @Override
    public ToolOutcome call(ToolCall call) {
        Optional<ReviewCall> review = ReviewCall.of(call);
        if (review.isEmpty()) {
            return ToolOutcome.failed(ReviewCall.whyNone(call));
        }
        String tag = review.get().tag();
        List<Layer> naming = review.get().review().naming(tag);
        Language language = call.language();
        Object effective = call.governance().effectivePolicy().asMap().getOrDefault(tag, language.say("（无）", "(none)"));
        return done(tag, naming, Texts.value(effective, language), language);
    }

    private static ToolOutcome done(String tag, List<Layer> naming, String effective, Language language) {
        long expired = naming.stream().filter(Layer::expired).count();
        return ToolOutcome.done(result -> result.summary(language.say(
                                "%1$d 层写了 %2$s，其中 %3$d 层已过期；现在生效的值：%4$s。",
                                "Layers that name %2$s: %1$d, of which expired: %3$d. Value in force: %4$s.")
                        .formatted(naming.size(), Texts.shorten(tag, 100), expired, effective))
                .output(Map.of("tag", tag, "layers", naming.size(), "expired", expired))
                .table(
                        language.say("各层的规则（弱的在前）", "Rules of each layer (weakest first)"),
                        List.of(language.say("层", "Layer"), language.say("状态", "Status"), language.say("值", "Value")),
                        naming.stream()
                                .limit(ROWS)
                                .map(layer -> row(layer, tag, language))
                                .toList()));
    }

    private static List<Object> row(Layer layer, String tag, Language language) {
        return List.of(layer.label(language), status(layer, language), Texts.value(layer.value(tag), language));
    }

    private static String status(Layer layer, Language language) {
        if (layer.expired()) {
            return language.say("已过期", "expired");
        }
        if (layer.temporary()) {
            return language.say("有效至 %s", "valid until %s").formatted(layer.until());
        }
        return language.say("有效", "valid");
    }
}
