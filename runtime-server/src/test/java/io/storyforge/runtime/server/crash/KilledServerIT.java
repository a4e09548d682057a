package io.storyforge.runtime.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server killed again and again under load. The seed decides the moments and what the clients do, and stands in every
 * failure; {@code ./storyforge torture --seed S} takes it. Threads are not fixed by it, so a seed narrows and does not repeat.
 */
class KilledServerIT {
    private static final long SEED =
            Long.getLong("storyforge.torture.seed", ThreadLocalRandom.current().nextLong(1_000_000));
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("storyforge.torture.seconds", 10));
    private static final Duration LIVENESS = Duration.ofSeconds(60);
    private static final int KILLS = 4;

    @Test
    void keepsEveryPromise(@TempDir Path logs, @TempDir Path data) {
        try (ServerProcess server = new ServerProcess(logs, data)) {
            Report report = new Torture(server, data, logs.resolve("steps"), SEED, LIVENESS, violations -> false)
                    .run(TIME, KILLS);

            System.out.printf("torture with seed %d: %s%n", SEED, report);
            assertThat(report.violations()).as("seed %d", SEED).isEmpty();
            assertDidEnough(report);
        }
    }

    // A tester that did nothing has found nothing.
    private static void assertDidEnough(Report report) {
        assertThat(report.kills()).as("kills, seed %d", SEED).isGreaterThanOrEqualTo(KILLS);
        assertThat(report.acknowledged())
                .as("acknowledged writes, seed %d", SEED)
                .isGreaterThan(20);
        assertThat(report.replayed()).as("replays, seed %d", SEED).isPositive();
        assertThat(report.streamed()).as("events in streams, seed %d", SEED).isGreaterThan(20);
    }
}
