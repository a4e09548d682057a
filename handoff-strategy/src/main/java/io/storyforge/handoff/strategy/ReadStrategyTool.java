package io.storyforge.handoff.strategy;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Document;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.Platforms;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a platform's strategy and the actual results of its topics. */
final class ReadStrategyTool implements AgentTool {
    static final String KEY = "strategy.read";

    @Override
    public ToolDescriptor descriptor() {
        return ToolDescriptor.of(KEY, "读取策略与实际表现", Effect.READ_ONLY);
    }

    @Override
    public ToolOutcome call(ToolCall call) {
        StrategyDocuments strategies = new StrategyDocuments(call.documents());
        String platform = call.arguments().text("platform").map(Platforms::key).orElse("");
        Optional<Document> document = strategies.find(platform);
        if (document.isEmpty()) {
            return ToolOutcome.failed(strategies.whyNone(platform));
        }
        String problem = Strategy.problem(document.get());
        if (!problem.isEmpty()) {
            return ToolOutcome.failed(DraftedAdjustment.unusable(platform, problem));
        }
        Strategy strategy = Strategy.of(document.get());
        Optional<Results> read =
                new ResultsReader(platform, call.clock(), new RowProgress(call)).read(call.documents(), strategy);
        if (read.isEmpty() || read.get().pieces() == 0) {
            return ToolOutcome.failed(DraftedAdjustment.noPieces(strategy));
        }
        return done(platform, strategy, read.get());
    }

    private static ToolOutcome done(String platform, Strategy strategy, Results results) {
        List<Comparison> topics = Comparison.of(strategy.weights(), results);
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("platform", platform);
        output.put("pieces", results.pieces());
        output.put("rate", results.rate());
        output.put("topics", topics.stream().map(Comparison::asMap).toList());
        return ToolOutcome.done(result -> result.summary("%s的策略有 %d 个选题；%s有 %d 条可比的作品（播放至少 100），互动率中位数 %s。%s"
                        .formatted(
                                Platforms.label(platform),
                                topics.size(),
                                strategy.period(),
                                results.pieces(),
                                Texts.rate(results.rate()),
                                notes(results)))
                .output(output)
                .table(
                        "策略与实际表现",
                        List.of("选题", "当前权重", "作品", "互动率中位数"),
                        topics.stream()
                                .map(topic -> List.<Object>of(
                                        topic.topic(),
                                        Texts.share(topic.weight()),
                                        topic.result().pieces(),
                                        topic.rate()))
                                .toList()));
    }

    private static String notes(Results results) {
        String notes = "";
        if (results.elsewhere() > 0) {
            notes += "其中 %d 条的选题不在策略里。".formatted(results.elsewhere());
        }
        if (results.leftOut() > 0) {
            notes += "另有 %d 条因账号不明、日期不明或在未来、数字不可读而没有计入。".formatted(results.leftOut());
        }
        return notes;
    }
}
