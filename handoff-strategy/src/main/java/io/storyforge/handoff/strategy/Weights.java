package io.storyforge.handoff.strategy;

import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Language;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** The weights of topics in percent, in the order of the strategy document. */
record Weights(Map<String, Double> percents) {
    private static final double TOLERANCE = 1e-6;

    Weights {
        percents = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(percents));
    }

    /** The weights in a list of {@code {topic, weight}}, in the unit in which they are given. */
    static Weights read(List<Content> topics, Unit unit) {
        Map<String, Double> percents = new LinkedHashMap<>();
        topics.forEach(topic -> percents.put(
                topic.text("topic").orElse(""), topic.number("weight").orElse(0) * unit.toPercent()));
        return new Weights(percents);
    }

    /** What is wrong with a list of {@code {topic, weight}}, in words for people; empty when nothing is. */
    static String problem(List<Content> topics, Language language) {
        if (topics.isEmpty()) {
            return language.say(
                    "没有选题（topics 应为 [{\"topic\":…,\"weight\":…}]）",
                    "there are no topics (topics should be [{\"topic\":...,\"weight\":...}])");
        }
        List<String> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        double sum = 0;
        for (Content topic : topics) {
            problem(topic, seen, language).ifPresent(problems::add);
            sum += topic.number("weight").orElse(0);
        }
        if (problems.isEmpty() && Unit.of(sum).isEmpty()) {
            problems.add(language.say(
                            "权重之和是 %s，应为 100（百分数）或 1（小数）",
                            "the weights add up to %s and should add up to 100 (percents) or 1 (fractions)")
                    .formatted(Math.rint(sum * 1_000) / 1_000));
        }
        return problems.stream().limit(5).collect(Collectors.joining(Texts.semicolon(language)));
    }

    private static Optional<String> problem(Content topic, Set<String> seen, Language language) {
        String name = topic.text("topic").orElse("");
        OptionalDouble weight = topic.number("weight");
        if (name.isEmpty()) {
            return Optional.of(language.say("有选题没有名称", "a topic has no name"));
        }
        if (!seen.add(name)) {
            return Optional.of(
                    language.say("选题“%s”出现了两次", "topic \"%s\" is there twice").formatted(Texts.shorten(name, 40)));
        }
        if (weight.isEmpty() || weight.getAsDouble() < 0) {
            return Optional.of(language.say("选题“%s”的权重不是非负数", "the weight of topic \"%s\" is not a number from 0 up")
                    .formatted(Texts.shorten(name, 40)));
        }
        return Optional.empty();
    }

    /** The sum in percent. */
    double sum() {
        return percents.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    double of(String topic) {
        return percents.getOrDefault(topic, 0.0);
    }

    /** True when both name the same topics with the same weights, whatever the order. */
    boolean sameAs(Weights other) {
        return percents.keySet().equals(other.percents.keySet())
                && percents.entrySet().stream()
                        .allMatch(entry -> Math.abs(entry.getValue() - other.of(entry.getKey())) < TOLERANCE);
    }

    /** The readable difference to other weights of the same topics: {@code 情感 40% → 32%，科普 5% → 13%}. */
    String differenceTo(Weights after, Language language) {
        return percents.entrySet().stream()
                .filter(entry -> Math.abs(entry.getValue() - after.of(entry.getKey())) >= TOLERANCE)
                .map(entry -> "%s %s → %s"
                        .formatted(
                                Texts.shorten(entry.getKey(), 20),
                                Texts.share(entry.getValue()),
                                Texts.share(after.of(entry.getKey()))))
                .collect(Collectors.joining(language.say("，", ", ")));
    }

    /** The list of {@code {topic, weight}} in the given unit. */
    List<Map<String, Object>> asList(Unit unit) {
        return percents.entrySet().stream()
                .map(entry ->
                        Map.<String, Object>of("topic", entry.getKey(), "weight", unit.fromPercent(entry.getValue())))
                .toList();
    }
}
