package io.storyforge.handoff.strategy;

import com.google.auto.service.AutoService;
import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Document;
import io.storyforge.runtime.spi.Documents;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.HandoffContext;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffRequest;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.Platforms;
import io.storyforge.runtime.spi.SourceDescriptor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
                        "交给 OneLiner 调整",
                        action -> action.summary("按最近 28 天的实际表现建议新的选题权重；确认后才写入，可以恢复。")
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
        if (request.projectId().isEmpty()) {
            return HandoffOutcome.declined(DataHints.NO_PROJECT);
        }
        Documents documents = context.documents();
        StrategyDocuments strategies = new StrategyDocuments(documents);
        List<String> platforms = strategies.platforms();
        if (platforms.isEmpty()) {
            return HandoffOutcome.declined(DataHints.NO_STRATEGY);
        }
        Optional<String> asked =
                request.platform().or(() -> request.field("platform")).map(Platforms::key);
        if (asked.isEmpty() && platforms.size() > 1) {
            return HandoffOutcome.declined("请先选择平台。有选题策略的平台：%s。"
                    .formatted(platforms.stream().limit(5).map(Platforms::label).collect(Collectors.joining("、"))));
        }
        String platform = asked.orElseGet(platforms::getFirst);
        return strategies
                .find(platform)
                .map(document -> adjust(platform, document, context))
                .orElseGet(() -> HandoffOutcome.declined(strategies.whyNone(platform)));
    }

    private static HandoffOutcome adjust(String platform, Document document, HandoffContext context) {
        String problem = Strategy.problem(document);
        if (!problem.isEmpty()) {
            return HandoffOutcome.declined(DraftedAdjustment.unusable(platform, problem));
        }
        if (context.documents().count("contents") == 0) {
            return HandoffOutcome.declined(DataHints.NO_CONTENTS);
        }
        Strategy strategy = Strategy.of(document);
        Optional<Results> results = new ResultsReader(platform, context.clock(), new DraftTime(context))
                .read(context.documents(), strategy);
        if (results.isEmpty()) {
            return HandoffOutcome.declined("作品太多，没能在规定时间内读完。请稍后再试；如果一直如此，请先清理 contents 里过早的作品。");
        }
        if (results.get().pieces() == 0) {
            return HandoffOutcome.declined(DraftedAdjustment.noPieces(strategy));
        }
        return new DraftedAdjustment(strategy, results.get()).outcome();
    }
}
