package io.storyforge.handoff.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class RobustTest {

    @Test
    void takesTheMiddleOfAnOddNumberOfValues() {
        assertThat(Robust.median(new double[] {9, 1, 5})).isEqualTo(5);
    }

    @Test
    void takesTheMeanOfTheTwoMiddleValues() {
        assertThat(Robust.median(new double[] {1, 9, 4, 6})).isEqualTo(5);
    }

    @Test
    void leavesTheGivenValuesInTheirOrder() {
        double[] values = {3, 1, 2};

        Robust.median(values);

        assertThat(values).containsExactly(3, 1, 2);
    }

    @Test
    void refusesNoValues() {
        assertThatThrownBy(() -> Robust.median(new double[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void deviationIsNotMovedByOneWildValue() {
        // distances to 10: 2 1 0 1 990, sorted 0 1 1 2 990
        assertThat(Robust.deviation(new double[] {8, 9, 10, 11, 1_000}, 10)).isEqualTo(1);
    }

    @Test
    void baselineScoresInScaledDeviations() {
        // median 10, distances 4 2 0 2 4, MAD 2, scale 2.9652
        Baseline baseline = Baseline.of(new double[] {6, 8, 10, 12, 14}, 0.1);

        assertThat(baseline.median()).isEqualTo(10);
        assertThat(baseline.scale()).isCloseTo(2.9652, within(1e-9));
        assertThat(baseline.score(0)).isCloseTo(-10 / 2.9652, within(1e-9));
        // The modified z-score as it is usually written.
        assertThat(baseline.score(0)).isCloseTo(0.6745 * -10 / 2, within(1e-3));
    }

    @Test
    void aSeriesThatNeverMovesIsMeasuredInTwentiethsOfItsMedian() {
        Baseline baseline = Baseline.of(new double[] {200, 200, 200}, 1);

        assertThat(baseline.scale()).isEqualTo(10);
        assertThat(baseline.score(165)).isEqualTo(-3.5);
    }

    @Test
    void aSeriesOfZerosIsMeasuredByTheFloor() {
        Baseline baseline = Baseline.of(new double[] {0, 0, 0}, 5);

        assertThat(baseline.score(10)).isEqualTo(2);
    }
}
