package io.storyforge.handoff.strategy;

import java.util.Map;

/**
 * The actual results of a platform's contents.
 *
 * @param pieces how many pieces had a rate
 * @param rate the median rate of all of them; NaN without any
 * @param byTopic the strategy's topics only
 * @param elsewhere how many of the pieces belong to topics that the strategy does not name
 * @param leftOut how many pieces of the period could not be used
 */
record Results(int pieces, double rate, Map<String, TopicResult> byTopic, int elsewhere, int leftOut) {
    Results {
        byTopic = Map.copyOf(byTopic);
    }

    TopicResult of(String topic) {
        return byTopic.getOrDefault(topic, TopicResult.NONE);
    }
}
