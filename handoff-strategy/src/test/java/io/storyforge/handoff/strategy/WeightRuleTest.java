package io.storyforge.handoff.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class WeightRuleTest {

    @Test
    void fivePiecesWithTwiceTheRateCountAsHalfTheEvidence() {
        // (5 × 2 + 5) / (5 + 5)
        assertThat(WeightRule.factor(new TopicResult(5, 0.10), 0.05)).isEqualTo(1.5);
    }

    @Test
    void manyPiecesCountNearlyInFull() {
        // (95 × 2 + 5) / 100
        assertThat(WeightRule.factor(new TopicResult(95, 0.10), 0.05)).isCloseTo(1.95, within(1e-12));
    }

    @Test
    void noPiecesOrNoRatesSayNothing() {
        assertThat(WeightRule.factor(TopicResult.NONE, 0.05)).isEqualTo(1);
        assertThat(WeightRule.factor(new TopicResult(5, 0), 0)).isEqualTo(1);
        assertThat(WeightRule.factor(new TopicResult(5, 0.1), Double.NaN)).isEqualTo(1);
    }

    @Test
    void movesTowardsTheTargetInWholePoints() {
        // Factors 1.2 and 1: 90 / (90 + 25) = 78.26 and 21.74.
        assertThat(proposal(weights(75, 25), 0.07, 0.05)).containsExactly(78.0, 22.0);
    }

    @Test
    void movesAtMostEightPoints() {
        // Factors 1.5 and 1 ask for 60 : 40.
        assertThat(proposal(weights(50, 50), 0.10, 0.05)).containsExactly(58.0, 42.0);
    }

    @Test
    void staysWithinTheBoundsOfTheStrategy() {
        Strategy strategy = new Strategy("douyin", weights(50, 50), Unit.PERCENT, 45, 100, LocalDate.MIN);

        assertThat(WeightRule.propose(strategy, results(0.10, 0.05)).percents().values())
                .containsExactly(55.0, 45.0);
    }

    @Test
    void leavesWeightsAloneWhenEveryTopicDoesEquallyWell() {
        assertThat(proposal(weights(40, 35, 25), 0.05, 0.05, 0.05)).containsExactly(40.0, 35.0, 25.0);
    }

    @Test
    void aTopicOutsideTheBoundsMayStay() {
        Strategy strategy = new Strategy("douyin", weights(2, 98), Unit.PERCENT, 5, 60, LocalDate.MIN);

        assertThat(WeightRule.propose(strategy, results(0.05, 0.05)).percents().values())
                .containsExactly(2.0, 98.0);
    }

    @Test
    void roundsThirdsToExactlyAHundred() {
        assertThat(WeightRule.wholePercents(weights(100.0 / 3, 100.0 / 3, 100.0 / 3))
                        .values())
                .containsExactlyInAnyOrder(34, 33, 33);
    }

    @Test
    void alwaysSumsToAHundredWithinStepAndBounds() {
        Random random = new Random(20_261_123);
        for (int round = 0; round < 2_000; round++) {
            Weights weights = randomWeights(random);
            double lowest = random.nextInt(10);
            double highest = 20 + random.nextInt(80);
            double[] rates = random.doubles(weights.percents().size(), 0, 0.2).toArray();

            Weights proposal = WeightRule.propose(
                    new Strategy("douyin", weights, Unit.PERCENT, lowest, highest, LocalDate.MIN), results(rates));

            assertThat(proposal.sum()).isEqualTo(100);
            proposal.percents().forEach((topic, percent) -> {
                assertThat(percent).isBetween(weights.of(topic) - 8, weights.of(topic) + 8);
                assertThat(percent)
                        .isBetween(Math.min(lowest, weights.of(topic)), Math.max(highest, weights.of(topic)));
            });
        }
    }

    private static List<Double> proposal(Weights weights, double... rates) {
        Strategy strategy = new Strategy("douyin", weights, Unit.PERCENT, 0, 100, LocalDate.MIN);
        return List.copyOf(
                WeightRule.propose(strategy, results(rates)).percents().values());
    }

    /** Five pieces a topic, overall rate 5 %. */
    private static Results results(double... rates) {
        Map<String, TopicResult> byTopic = new LinkedHashMap<>();
        for (int index = 0; index < rates.length; index++) {
            byTopic.put("t" + index, new TopicResult(5, rates[index]));
        }
        return new Results(5 * rates.length, 0.05, byTopic, 0, 0);
    }

    private static Weights weights(double... percents) {
        Map<String, Double> weights = new LinkedHashMap<>();
        for (int index = 0; index < percents.length; index++) {
            weights.put("t" + index, percents[index]);
        }
        return new Weights(weights);
    }

    private static Weights randomWeights(Random random) {
        int topics = 1 + random.nextInt(8);
        double[] percents = new double[topics];
        for (int point = 0; point < 100; point++) {
            percents[random.nextInt(topics)]++;
        }
        return weights(percents);
    }
}
