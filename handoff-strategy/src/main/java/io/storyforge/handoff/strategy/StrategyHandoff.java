package io.storyforge.handoff.strategy;

import com.google.auto.service.AutoService;
import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Document;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.HandoffContext;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffRequest;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.Platforms;
import io.storyforge.runtime.spi.SourceDescriptor;
import io.storyforge.runtime.spi.Wording;
import java.util.List;
import java.util.Optional;

/** The strategy page's entrypoint: adjust the weights of a platform's topics to their results. */
@AutoService(HandoffSource.class)
public final class StrategyHandoff implements HandoffSource {
    static final String ADJUST = "adjust-strategy";

    /** Called by {@link java.util.ServiceLoader}. */
    public StrategyHandoff() {}

    @Override
    public SourceDescriptor descriptor() {
        return SourceDescriptor.forScreen("strategy")
                .action(
                        ADJUST,
                        Wording.of("交给 OneLiner 调整", "Let OneLiner adjust it"),
                        action -> action.summary(Wording.of(
                                        "按最近 28 天的实际表现建议新的选题权重；确认后才写入，可以恢复。",
                                        "Proposes new topic weights from the results of the last 28 days; "
                                                + "they are written only after you confirm, and can be restored."))
                                .slot("strategy.row")
                                .effect(Effect.REVERSIBLE))
                .build();
    }

    @Override
    public List<AgentTool> tools() {
        return List.of(new ReadStrategyTool(), new CompareTopicsTool(), new ApplyWeightsTool());
    }

    @Override
    public HandoffOutcome handOff(HandoffRequest request, HandoffContext context) {
        Language language = request.language();
        if (request.projectId().isEmpty()) {
            return HandoffOutcome.declined(DataHints.NO_PROJECT.in(language));
        }
        StrategyDocuments strategies = new StrategyDocuments(context.documents(), language);
        List<String> platforms = strategies.platforms();
        if (platforms.isEmpty()) {
            return HandoffOutcome.declined(DataHints.NO_STRATEGY.in(language));
        }
        Optional<String> asked =
                request.platform().or(() -> request.field("platform")).map(Platforms::key);
        if (asked.isEmpty() && platforms.size() > 1) {
            return HandoffOutcome.declined(
                    language.say("请先选择平台。有选题策略的平台：%s。", "Choose a platform first. Platforms with a topic strategy: %s.")
                            .formatted(strategies.labels()));
        }
        String platform = asked.orElseGet(platforms::getFirst);
        return strategies
                .find(platform)
                .map(document -> adjust(platform, document, context, language))
                .orElseGet(() -> HandoffOutcome.declined(strategies.whyNone(platform)));
    }

    private static HandoffOutcome adjust(
            String platform, Document document, HandoffContext context, Language language) {
        String problem = Strategy.problem(document, language);
        if (!problem.isEmpty()) {
            return HandoffOutcome.declined(DraftedAdjustment.unusable(platform, problem, language));
        }
        if (context.documents().count("contents") == 0) {
            return HandoffOutcome.declined(DataHints.NO_CONTENTS.in(language));
        }
        Strategy strategy = Strategy.of(document);
        Optional<Results> results = new ResultsReader(platform, context.clock(), new DraftTime(context))
                .read(context.documents(), strategy);
        if (results.isEmpty()) {
            return HandoffOutcome.declined(DataHints.TOO_MANY_CONTENTS.in(language));
        }
        if (results.get().pieces() == 0) {
            return HandoffOutcome.declined(DraftedAdjustment.noPieces(strategy, language));
        }
        return new DraftedAdjustment(strategy, results.get(), language).outcome();
    }
}
