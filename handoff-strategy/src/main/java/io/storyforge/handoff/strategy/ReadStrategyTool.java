package io.storyforge.handoff.strategy;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Document;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.Platforms;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.spi.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a platform's strategy and the actual results of its topics. */
final class ReadStrategyTool implements AgentTool {
    static final String KEY = "strategy.read";
    static final Wording LABEL = Wording.of("读取策略与实际表现", "Read the strategy and the results");

    @Override
    public ToolDescriptor descriptor() {
        return ToolDescriptor.of(KEY, LABEL, Effect.READ_ONLY);
    }

    @Override
    public ToolOutcome call(ToolCall call) {
        Language language = call.language();
        StrategyDocuments strategies = new StrategyDocuments(call.documents(), language);
        String platform = call.arguments().text("platform").map(Platforms::key).orElse("");
        Optional<Document> document = strategies.find(platform);
        if (document.isEmpty()) {
            return ToolOutcome.failed(strategies.whyNone(platform));
        }
        String problem = Strategy.problem(document.get(), language);
        if (!problem.isEmpty()) {
            return ToolOutcome.failed(DraftedAdjustment.unusable(platform, problem, language));
        }
        Strategy strategy = Strategy.of(document.get());
        Optional<Results> read =
                new ResultsReader(platform, call.clock(), new RowProgress(call)).read(call.documents(), strategy);
        if (read.isEmpty() || read.get().pieces() == 0) {
            return ToolOutcome.failed(DraftedAdjustment.noPieces(strategy, language));
        }
        return done(platform, strategy, read.get(), language);
    }

    private static ToolOutcome done(String platform, Strategy strategy, Results results, Language language) {
        List<Comparison> topics = Comparison.of(strategy.weights(), results);
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("platform", platform);
        output.put("pieces", results.pieces());
        output.put("rate", results.rate());
        output.put("topics", topics.stream().map(Comparison::asMap).toList());
        return ToolOutcome.done(result -> result.summary(summary(strategy, results, language))
                .output(output)
                .table(
                        language.say("策略与实际表现", "Strategy and results"),
                        List.of(
                                language.say("选题", "Topic"),
                                language.say("当前权重", "Current weight"),
                                language.say("作品", "Pieces"),
                                language.say("互动率中位数", "Median engagement")),
                        topics.stream().map(ReadStrategyTool::row).toList()));
    }

    private static List<Object> row(Comparison topic) {
        return List.of(
                topic.topic(), Texts.share(topic.weight()), topic.result().pieces(), topic.rate());
    }

    private static String summary(Strategy strategy, Results results, Language language) {
        String summary = language.say(
                        "%s的策略有 %d 个选题；%s有 %d 条可比的作品（播放至少 100），互动率中位数 %s。",
                        "Topics in the strategy for %s: %d. Pieces of %s that can be compared (at least 100 views): "
                                + "%d, median engagement %s.")
                .formatted(
                        Platforms.label(strategy.platform(), language),
                        strategy.weights().percents().size(),
                        strategy.period(language),
                        results.pieces(),
                        Texts.rate(results.rate()));
        return summary + notes(results, language);
    }

    private static String notes(Results results, Language language) {
        String notes = "";
        if (results.elsewhere() > 0) {
            notes += language.say("其中 %d 条的选题不在策略里。", " Of these, on topics that the strategy does not name: %d.")
                    .formatted(results.elsewhere());
        }
        if (results.leftOut() > 0) {
            notes += language.say(
                            "另有 %d 条因账号不明、日期不明或在未来、数字不可读而没有计入。",
                            " Not counted, as the account is unknown, the date unknown or in the future, or a number "
                                    + "unreadable: %d.")
                    .formatted(results.leftOut());
        }
        return notes;
    }
}
