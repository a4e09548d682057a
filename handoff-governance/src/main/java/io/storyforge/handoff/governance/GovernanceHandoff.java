package io.storyforge.handoff.governance;

import com.google.auto.service.AutoService;
import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.HandoffContext;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffRequest;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.SourceDescriptor;
import io.storyforge.runtime.spi.Wording;
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
                        Wording.of("交给 OneLiner 检查", "Let OneLiner check it"),
                        action -> action.summary(Wording.of(
                                        "找出这个标签背后矛盾、过期、重复或被覆盖的规则，并建议怎样清理。",
                                        "Finds the contradictory, expired, redundant or overridden rules "
                                                + "behind this tag and proposes how to clean them up."))
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
                LayerReview.of(context.governance().layers(), context.clock().instant(), request.language());
        Optional<String> tag = request.field("tag");
        if (tag.isEmpty() || !review.tags().contains(tag.get())) {
            return HandoffOutcome.declined(ReviewCall.whyNone(tag, review, request.language()));
        }
        return drafted(request, tag.get(), review.naming(tag.get()).size());
    }

    private static HandoffOutcome drafted(HandoffRequest request, String tag, int layers) {
        Language language = request.language();
        Map<String, Object> about = Map.of("tag", tag);
        String name = Texts.shorten(tag, 100);
        return HandoffOutcome.drafted(draft -> draft.title(
                        language.say("检查治理规则 %s", "Check the governance rules behind %s")
                                .formatted(name))
                .goal(language.say(
                                "找出 %s 背后不起作用的规则，并建议怎样清理",
                                "Find the rules behind %s that have no effect, and propose how to clean them up")
                        .formatted(name))
                .summary(language.say(
                                "检查写了 %s 的 %d 层规则（含已过期的）；只读，不改动任何规则。",
                                "Checks the layers that name %s (%d, expired ones included); read-only, no rule is "
                                        + "changed.")
                        .formatted(name, layers))
                .intentKey("review_governance")
                .platform(request.platform().map(key -> Texts.shorten(key, 60)).orElse(""))
                .step(ReadLayersTool.LABEL.in(language), ReadLayersTool.KEY, about)
                .step(FindConflictsTool.LABEL.in(language), FindConflictsTool.KEY, about)
                .step(ProposeCleanupTool.LABEL.in(language), ProposeCleanupTool.KEY, about));
    }
}
