package io.storyforge.handoff.strategy;

import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A topic's weight beside its results, as it travels from the step that reads to the step that compares. */
record Comparison(String topic, double weight, TopicResult result, double overall) {

    static List<Comparison> of(Weights weights, Results results) {
        return weights.percents().entrySet().stream()
                .map(entry ->
                        new Comparison(entry.getKey(), entry.getValue(), results.of(entry.getKey()), results.rate()))
                .toList();
    }

    static Comparison of(Content content, double overall) {
        return new Comparison(
                content.text("topic").orElse(""),
                content.number("weight").orElse(0),
                new TopicResult(
                        (int) content.number("pieces").orElse(0),
                        content.number("rate").orElse(Double.NaN)),
                overall);
    }

    double factor() {
        return WeightRule.factor(result, overall);
    }

    /** What the results say about the weight, with the numbers. */
    String reason(Language language) {
        if (result.pieces() == 0) {
            return language.say("没有可比的作品，没有依据", "no pieces to compare, so no basis");
        }
        if (!(overall > 0)) {
            return language.say("全部作品都没有互动，没有依据", "no piece has any engagement, so no basis");
        }
        return language.say(
                        "%1$d 条作品，互动率中位数 %2$s，是全部作品（%3$s）的 %4$.2f 倍",
                        "pieces: %1$d, median engagement %2$s, %4$.2f times the %3$s of all pieces")
                .formatted(result.pieces(), rate(), Texts.rate(overall), result.rate() / overall);
    }

    String rate() {
        return Double.isNaN(result.rate()) ? "—" : Texts.rate(result.rate());
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("topic", topic);
        map.put("weight", weight);
        map.put("pieces", result.pieces());
        if (!Double.isNaN(result.rate())) {
            map.put("rate", result.rate());
        }
        return map;
    }
}
