package io.storyforge.handoff.strategy;

import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Language;
import java.util.List;

/** The weights before and after, as a person confirmed them in the arguments of the last step. */
record ConfirmedWeights(Weights before, Weights after) {
    private static final double SUM_TOLERANCE = 1e-6;

    /** What keeps the arguments from being applied, in words for people; empty when nothing does. */
    static String problem(Content arguments, Language language) {
        String problem = Weights.problem(arguments.objects("after"), language);
        if (problem.isEmpty()) {
            problem = Weights.problem(arguments.objects("before"), language);
        }
        return problem.isEmpty() ? of(arguments).problem(language) : problem;
    }

    private String problem(Language language) {
        if (Math.abs(after.sum() - 100) > SUM_TOLERANCE) {
            return language.say("新权重之和不是 100%", "the new weights do not add up to 100%");
        }
        if (!after.percents().keySet().equals(before.percents().keySet())) {
            return language.say("新旧权重的选题不一致", "the new weights are for other topics than the old ones");
        }
        return "";
    }

    /** The weights in arguments without {@link #problem}. */
    static ConfirmedWeights of(Content arguments) {
        return new ConfirmedWeights(weights(arguments.objects("before")), weights(arguments.objects("after")));
    }

    private static Weights weights(List<Content> topics) {
        double sum = topics.stream()
                .mapToDouble(topic -> topic.number("weight").orElse(0))
                .sum();
        return Weights.read(topics, Unit.of(sum).orElse(Unit.PERCENT));
    }
}
