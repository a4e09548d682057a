package io.storyforge.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.plugin.PluginLimits.QuarantineLimits;
import io.storyforge.runtime.run.SampleRuns;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When hand-offs that fail are tried again. */
final class QuarantineTest {
    private static final Instant NOW = SampleRuns.NOW;

    private final Quarantine quarantine =
            new Quarantine(new QuarantineLimits(3, Duration.ofSeconds(30), Duration.ofSeconds(100)));

    @Test
    void closesAfterSoManyFailuresInARow() {
        quarantine.failed(NOW);
        quarantine.failed(NOW);
        quarantine.answered();
        quarantine.failed(NOW);
        assertThat(quarantine.failed(NOW)).isFalse();
        assertThat(quarantine.refusal(NOW)).isEmpty();

        assertThat(quarantine.failed(NOW)).isTrue();

        assertThat(quarantine.refusal(NOW)).contains(NOW.plusSeconds(30));
    }

    @Test
    void letsOneThroughWhenTheTimeIsOver() {
        close();
        Instant later = NOW.plusSeconds(30);

        assertThat(quarantine.refusal(later)).isEmpty();
        assertThat(quarantine.refusal(later)).contains(later.plusSeconds(1));

        quarantine.answered();
        assertThat(quarantine.refusal(later)).isEmpty();
        assertThat(quarantine.closed()).isEmpty();
    }

    @Test
    void doublesTheTimeUpToTheLongest() {
        close();
        Instant later = NOW;
        for (long seconds : new long[] {60, 100, 100}) {
            later = quarantine.closed().orElseThrow().retryAt();
            assertThat(quarantine.refusal(later)).isEmpty();
            quarantine.failed(later);

            assertThat(quarantine.refusal(later)).contains(later.plusSeconds(seconds));
        }
        assertThat(quarantine.closed().orElseThrow().since()).isEqualTo(NOW);
    }

    @Test
    void triesAnotherWhenTheOneNeverBegan() {
        close();
        Instant later = NOW.plusSeconds(30);
        assertThat(quarantine.refusal(later)).isEmpty();

        quarantine.notTried();

        assertThat(quarantine.refusal(later)).isEmpty();
    }

    @Test
    void isNotProlongedByFailuresThatBeganBefore() {
        close();

        assertThat(quarantine.failed(NOW.plusSeconds(10))).isFalse();

        assertThat(quarantine.refusal(NOW.plusSeconds(10))).contains(NOW.plusSeconds(30));
    }

    private void close() {
        quarantine.failed(NOW);
        quarantine.failed(NOW);
        quarantine.failed(NOW);
    }
}
