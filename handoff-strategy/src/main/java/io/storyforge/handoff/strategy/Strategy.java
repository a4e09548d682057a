package io.storyforge.handoff.strategy;

import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Document;
import java.util.List;
import java.util.OptionalDouble;

/** A platform's strategy document, read: its weights and the bounds for them, all in percent. */
record Strategy(String platform, Weights weights, Unit unit, double lowest, double highest) {
    static final String COLLECTION = "strategy";

    /** What keeps the document from being used, in words for people; empty when nothing does. */
    static String problem(Document document) {
        Content content = document.content();
        List<Content> topics = content.objects("topics");
        String problem = Weights.problem(topics);
        if (!problem.isEmpty()) {
            return problem;
        }
        if (topics.size() > WeightRule.MAX_TOPICS) {
            return "有 %d 个选题，最多 %d 个".formatted(topics.size(), WeightRule.MAX_TOPICS);
        }
        Strategy strategy = of(document);
        if (strategy.lowest() > strategy.highest()) {
            return "min_weight 大于 max_weight（%s > %s）"
                    .formatted(Texts.share(strategy.lowest()), Texts.share(strategy.highest()));
        }
        return "";
    }

    /** The strategy in a document without {@link #problem}. */
    static Strategy of(Document document) {
        Content content = document.content();
        List<Content> topics = content.objects("topics");
        double sum = topics.stream()
                .mapToDouble(topic -> topic.number("weight").orElse(0))
                .sum();
        Unit unit = Unit.of(sum).orElse(Unit.PERCENT);
        return new Strategy(
                content.text("platform").map(Platforms::key).orElseGet(() -> Platforms.key(document.key())),
                Weights.read(topics, unit),
                unit,
                bound(content.number("min_weight"), unit, 0),
                bound(content.number("max_weight"), unit, 100));
    }

    private static double bound(OptionalDouble value, Unit unit, double otherwise) {
        if (value.isEmpty() || value.getAsDouble() < 0) {
            return otherwise;
        }
        return Math.min(100, value.getAsDouble() * unit.toPercent());
    }
}
