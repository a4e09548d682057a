package io.storyforge.handoff.governance;

import com.google.auto.service.AutoService;
import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.HandoffContext;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffRequest;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.SourceDescriptor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The governance tags' entrypoint: review the rules behind one policy key. Changes nothing. */
@AutoService(HandoffSource.class)
public final class GovernanceHandoff implements HandoffSource {
    static final String REVIEW = "review-tag";

    /** Called by {@link java.util.ServiceLoader}. */
    public GovernanceHandoff() {}

    @Override
    public SourceDescriptor descriptor() {
        return SourceDescriptor.forScreen("governance")
                .action(
                        REVIEW,
                        "交给 OneLiner 检查",
                        action -> action.summary("找出这个标签背后矛盾、过期、重复或被覆盖的规则，并建议怎样清理。")
                                .slot("governance.tag"))
                .build();
    }

    @Override
    public List<AgentTool> tools() {
        return List.of(new ReadLayersTool(), new FindConflictsTool(), new ProposeCleanupTool());
    }

    @Override
    public HandoffOutcome handOff(HandoffRequest request, HandoffContext context) {
        LayerReview review =
                LayerReview.of(context.governance().layers(), context.clock().instant());
        Optional<String> tag = request.field("tag");
        if (tag.isEmpty() || !review.tags().contains(tag.get())) {
            return HandoffOutcome.declined(ReviewCall.whyNone(tag, review));
        }
        Map<String, Object> about = Map.of("tag", tag.get());
        int layers = review.naming(tag.get()).size();
        return HandoffOutcome.drafted(draft -> draft.title("检查治理规则 " + Texts.shorten(tag.get(), 100))
                .goal("找出 %s 背后不起作用的规则，并建议怎样清理".formatted(Texts.shorten(tag.get(), 100)))
                .summary("检查写了 %s 的 %d 层规则（含已过期的）；只读，不改动任何规则。".formatted(Texts.shorten(tag.get(), 100), layers))
                .intentKey("review_governance")
                .platform(request.platform().map(key -> Texts.shorten(key, 60)).orElse(""))
                .step("读取各层规则", ReadLayersTool.KEY, about)
                .step("找出矛盾、过期与重复的规则", FindConflictsTool.KEY, about)
                .step("给出清理建议", ProposeCleanupTool.KEY, about));
    }
}
