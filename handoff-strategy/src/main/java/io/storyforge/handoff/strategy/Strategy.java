package io.storyforge.handoff.strategy;

import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Document;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.Platforms;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A platform's strategy document, read: its weights and the bounds for them, all in percent.
 *
 * @param adjustedOn the day of the latest adjustment; {@link LocalDate#MIN} when there was none
 */
record Strategy(String platform, Weights weights, Unit unit, double lowest, double highest, LocalDate adjustedOn) {
    static final String COLLECTION = "strategy";
    static final String HISTORY = "history";
    static final String REPLACED_AT = "replaced_at";

    /** What keeps the document from being used, in words for people; empty when nothing does. */
    static String problem(Document document, Language language) {
        Content content = document.content();
        List<Content> topics = content.objects("topics");
        String problem = Weights.problem(topics, language);
        if (!problem.isEmpty()) {
            return problem;
        }
        if (topics.size() > WeightRule.MAX_TOPICS) {
            return language.say("有 %d 个选题，最多 %d 个", "it has %d topics, at most %d are allowed")
                    .formatted(topics.size(), WeightRule.MAX_TOPICS);
        }
        Strategy strategy = of(document);
        if (strategy.lowest() > strategy.highest()) {
            return language.say("min_weight 大于 max_weight（%s > %s）", "min_weight is above max_weight (%s > %s)")
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
                bound(content.number("max_weight"), unit, 100),
                adjustedOn(content));
    }

    /** The period whose results count, in words. */
    String period(Language language) {
        if (adjustedOn.equals(LocalDate.MIN)) {
            return language.say("最近 %d 天", "the last %d days").formatted(ResultsReader.DAYS);
        }
        return language.say("最近 %d 天里、上次调整（%s）之后", "the last %d days since the adjustment on %s")
                .formatted(ResultsReader.DAYS, adjustedOn);
    }

    private static LocalDate adjustedOn(Content content) {
        List<Content> history = content.objects(HISTORY);
        if (history.isEmpty()) {
            return LocalDate.MIN;
        }
        return history.getLast().text(REPLACED_AT).flatMap(Strategy::day).orElse(LocalDate.MIN);
    }

    private static Optional<LocalDate> day(String time) {
        try {
            return Optional.of(ResultsReader.day(Instant.parse(time)));
        } catch (DateTimeException ignored) { // a time that people edited away counts as no adjustment
            return Optional.empty();
        }
    }

    private static double bound(OptionalDouble value, Unit unit, double otherwise) {
        if (value.isEmpty() || value.getAsDouble() < 0) {
            return otherwise;
        }
        return Math.min(100, value.getAsDouble() * unit.toPercent());
    }
}
