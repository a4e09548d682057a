package io.storyforge.handoff.dashboard;

import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.Wording;
import java.util.Arrays;
import java.util.Optional;

/** A daily figure of an account that is compared with its own past. */
enum Metric {
    /** (likes + comments + shares) / views of the day; none below 100 views, where chance decides. */
    ENGAGEMENT("engagement", Wording.of("互动率", "engagement rate"), 1.0, 0.001) {
        @Override
        double on(DailyMetrics daily, int age) {
            double views = daily.usable(MetricField.VIEWS, age);
            return views >= MIN_VIEWS ? daily.interactions(age) / views : Double.NaN;
        }

        @Override
        String format(double value) {
            return Texts.percent(value);
        }
    },
    /** Followers of the day minus those of the day before; today is not over, so it has none. */
    FOLLOWERS("followers", Wording.of("日涨粉", "daily follower growth"), 0.8, 5) {
        @Override
        double on(DailyMetrics daily, int age) {
            if (age == 0) {
                return Double.NaN;
            }
            return daily.usable(MetricField.FOLLOWERS, age) - daily.usable(MetricField.FOLLOWERS, age + 1);
        }
    },
    /** Views of the day; today is not over, so it has none. */
    VIEWS("views", Wording.of("日播放", "daily views"), 0.6, 20) {
        @Override
        double on(DailyMetrics daily, int age) {
            return age == 0 ? Double.NaN : daily.usable(MetricField.VIEWS, age);
        }
    };

    static final double MIN_VIEWS = 100;

    private final String key;
    private final Wording label;
    private final double weight;
    private final double floor;

    Metric(String key, Wording label, double weight, double floor) {
        this.key = key;
        this.label = label;
        this.weight = weight;
        this.floor = floor;
    }

    static Optional<Metric> of(String key) {
        return Arrays.stream(values()).filter(metric -> metric.key.equals(key)).findFirst();
    }

    /** The figure of a day; NaN when it cannot be told. */
    abstract double on(DailyMetrics daily, int age);

    String format(double value) {
        return Texts.whole(value);
    }

    String key() {
        return key;
    }

    String label(Language language) {
        return label.in(language);
    }

    /** How much a change of this figure counts in the ranking. */
    double weight() {
        return weight;
    }

    /** The smallest scale of distances, see {@link Baseline}. */
    double floor() {
        return floor;
    }
}
