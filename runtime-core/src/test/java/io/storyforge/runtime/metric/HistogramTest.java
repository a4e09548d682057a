package io.storyforge.runtime.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HistogramTest {
    @Test
    void countsAValueInTheFirstBucketThatHoldsIt() {
        Histogram histogram = Histogram.upTo(1, 10, 100);

        for (long value : new long[] {0, 1, 2, 10, 11, 100, 101, 5_000}) {
            histogram.add(value);
        }

        assertThat(histogram.counted())
                .isEqualTo(new Histogram.Counted(List.of(1L, 10L, 100L), List.of(2L, 2L, 2L, 2L), 5_225));
        assertThat(histogram.counted().count()).isEqualTo(8);
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(Histogram.upTo(1).counted()).isEqualTo(new Histogram.Counted(List.of(1L), List.of(0L, 0L), 0));
    }

    @Test
    void losesNoValueOfManyThreads() throws InterruptedException {
        Histogram histogram = Histogram.upTo(1, 2);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (int value = 0; value < 30_000; value++) {
                    histogram.add(1 + value % 3);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(histogram.counted().buckets()).containsExactly(80_000L, 80_000L, 80_000L);
        assertThat(histogram.counted().sum()).isEqualTo(480_000);
    }

    @Test
    void refusesBoundsThatDoNotAscend() {
        assertThatThrownBy(() -> Histogram.upTo(1, 3, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[1, 3, 3]");
    }
}
