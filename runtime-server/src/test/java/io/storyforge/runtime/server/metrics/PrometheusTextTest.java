package io.storyforge.runtime.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyforge.runtime.metric.Histogram;
import io.storyforge.runtime.metric.Times;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusTextTest {
    @Test
    void bucketsHoldTheSmallerOnesTooAndTheLastOneAll() {
        Histogram.Counted counted = new Histogram.Counted(List.of(1L, 2L, 4L), List.of(5L, 0L, 2L, 1L), 40);

        assertThat(new PrometheusText().sizes("size", "Sizes.", counted).text()).isEqualTo("""
                # HELP size Sizes.
                # TYPE size histogram
                size_bucket{le="1"} 5
                size_bucket{le="2"} 5
                size_bucket{le="4"} 7
                size_bucket{le="+Inf"} 8
                size_sum 40
                size_count 8
                """);
    }

    @Test
    void nanosecondsAreToldInSeconds() {
        Histogram.Counted nanos =
                new Histogram.Counted(List.of(500_000L, 1_000_000_000L, 60_000_000_000L), List.of(1L, 0L, 0L, 0L), 7);

        assertThat(new PrometheusText()
                        .times("t_seconds", "Times.", nanos, "kind", "a")
                        .text())
                .contains(
                        "t_seconds_bucket{kind=\"a\",le=\"0.0005\"} 1\n",
                        "t_seconds_bucket{kind=\"a\",le=\"1\"} 1\n",
                        "t_seconds_bucket{kind=\"a\",le=\"60\"} 1\n",
                        "t_seconds_sum{kind=\"a\"} 0.000000007\n",
                        "t_seconds_count{kind=\"a\"} 1\n");
    }

    @Test
    void seriesOfOneFamilyStandTogether() {
        Histogram.Counted none = Times.ofCalls().counted();

        Exposition read = Exposition.of(new PrometheusText()
                .times("t_seconds", "Times.", none, "kind", "a")
                .gauge("g", "A gauge.", 1)
                .times("t_seconds", "Times.", none, "kind", "b")
                .text());

        assertThat(read.value("t_seconds_count", "kind", "b")).isZero();
        assertThat(read.value("t_seconds_bucket", "kind", "a", "le", "0.001")).isZero();
    }

    /** The check itself notices what Prometheus would take for broken. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "h_bucket{le=\"1\"} 2\nh_bucket{le=\"+Inf\"} 1\nh_sum 1\nh_count 1\n",
                "h_bucket{le=\"2\"} 1\nh_bucket{le=\"1\"} 1\nh_bucket{le=\"+Inf\"} 1\nh_sum 1\nh_count 1\n",
                "h_bucket{le=\"1\"} 1\nh_bucket{le=\"+Inf\"} 2\nh_sum 1\nh_count 1\n",
                "h_bucket{le=\"1\"} 1\nh_sum 1\nh_count 1\n",
                "h_bucket{le=\"1\"} 1\nh_bucket{le=\"+Inf\"} 1\nh_count 1\n",
                "h_bucket{le=\"+Inf\"} 1\nh_bucket{le=\"+Inf\"} 1\nh_sum 1\nh_count 1\n",
                "h_bucket{le=\"+Inf\"} 1\nh_sum 1\nh_count 1\nother 1\n"
            })
    void brokenHistogramsAreNoticed(String samples) {
        assertThatThrownBy(() -> Exposition.of("# HELP h A histogram.\n# TYPE h histogram\n" + samples))
                .isInstanceOf(AssertionError.class);
    }
}
