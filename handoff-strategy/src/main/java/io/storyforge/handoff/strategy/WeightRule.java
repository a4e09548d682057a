package io.storyforge.handoff.strategy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Proposes whole-percent weights that sum to exactly 100.
 *
 * <p>For a topic with weight {@code w}, {@code n} rated pieces and median rate {@code r}, where {@code R} is the median
 * rate of all pieces: {@code factor = (n × r/R + 5) / (n + 5)}, so that few pieces say little and none says nothing.
 * Then {@code target = 100 × w × factor / Σ(w × factor)}, kept within {@link #MAX_STEP} points of {@code w} and within
 * the strategy's bounds (a weight already outside of them may stay or move towards them). Rounding starts from the
 * nearest whole percents and moves single points, always the one nearest to its target's side, until the sum is 100.
 */
final class WeightRule {
    static final int MAX_STEP = 8;
    static final int MAX_TOPICS = 50;
    private static final double PRIOR_PIECES = 5;

    private WeightRule() {}

    /** The proposal for a strategy; equal to the current weights in whole percents when the results ask for nothing. */
    static Weights propose(Strategy strategy, Results results) {
        Map<String, Integer> current = wholePercents(strategy.weights());
        double sum = 0;
        for (Map.Entry<String, Integer> topic : current.entrySet()) {
            sum += topic.getValue() * factor(results.of(topic.getKey()), results.rate());
        }
        List<Share> shares = new ArrayList<>();
        for (Map.Entry<String, Integer> topic : current.entrySet()) {
            double factor = factor(results.of(topic.getKey()), results.rate());
            double target = sum > 0 ? 100 * topic.getValue() * factor / sum : topic.getValue();
            shares.add(Share.of(topic.getKey(), topic.getValue(), target, strategy));
        }
        settle(shares);
        return weights(shares);
    }

    /** How many times its current weight a topic deserves, before weights are made to sum to 100. */
    static double factor(TopicResult result, double overall) {
        if (result.pieces() == 0 || !(overall > 0)) {
            return 1;
        }
        return (result.pieces() * result.rate() / overall + PRIOR_PIECES) / (result.pieces() + PRIOR_PIECES);
    }

    /** The weights as whole percents that sum to 100, each as near as can be. */
    static Map<String, Integer> wholePercents(Weights weights) {
        List<Share> shares = new ArrayList<>();
        double sum = weights.sum();
        weights.percents().forEach((topic, percent) -> shares.add(new Share(topic, percent * 100 / sum, 0, 100)));
        settle(shares);
        Map<String, Integer> whole = new LinkedHashMap<>();
        shares.forEach(share -> whole.put(share.topic, share.points));
        return whole;
    }

    private static void settle(List<Share> shares) {
        int rest = 100 - shares.stream().mapToInt(share -> share.points).sum();
        while (rest != 0) {
            int direction = Integer.signum(rest);
            Optional<Share> next = shares.stream()
                    .filter(share -> share.mayMove(direction))
                    .max(Comparator.comparingDouble(share -> direction * (share.target - share.points)));
            if (next.isEmpty()) {
                throw new IllegalStateException("no weights sum to 100 within the bounds");
            }
            next.get().points += direction;
            rest -= direction;
        }
    }

    private static Weights weights(List<Share> shares) {
        Map<String, Double> percents = new LinkedHashMap<>();
        shares.forEach(share -> percents.put(share.topic, (double) share.points));
        return new Weights(percents);
    }

    /** One topic's points while they are being settled. */
    private static final class Share {
        private final String topic;
        private final double target;
        private final int lowest;
        private final int highest;
        private int points;

        private Share(String topic, double target, int lowest, int highest) {
            this.topic = topic;
            this.target = target;
            this.lowest = lowest;
            this.highest = highest;
            this.points = Math.clamp(Math.round(target), lowest, highest);
        }

        /** A share that may always keep its current points, so that a sum of 100 is always within reach. */
        private static Share of(String topic, int current, double target, Strategy strategy) {
            int floor = (int) Math.ceil(strategy.lowest());
            int ceiling = (int) Math.floor(strategy.highest());
            int lowest = Math.min(current, Math.max(floor, current - MAX_STEP));
            int highest = Math.max(current, Math.min(ceiling, current + MAX_STEP));
            return new Share(topic, target, lowest, highest);
        }

        private boolean mayMove(int direction) {
            return direction > 0 ? points < highest : points > lowest;
        }
    }
}
