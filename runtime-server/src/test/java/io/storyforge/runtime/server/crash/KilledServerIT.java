package io.storyforge.runtime.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server killed again and again under load, at moments that the {@link Seed} decides. */
class KilledServerIT {
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("storyforge.torture.seconds", 10));
    private static final Duration LIVENESS = Duration.ofSeconds(60);
    private static final int KILLS = 4;

    @Test
    void keepsEveryPromise(@TempDir Path logs, @TempDir Path data) {
        try (ServerProcess server = new ServerProcess(logs, data)) {
            Report report = new Torture(server, data, logs.resolve("steps"), Seed.VALUE, LIVENESS, violations -> false)
                    .run(TIME, KILLS);

            System.out.printf("torture with seed %d: %s%n", Seed.VALUE, report);
            assertThat(report.violations()).as("seed %d", Seed.VALUE).isEmpty();
            assertDidEnough(report);
        }
    }

    // A tester that did nothing has found nothing.
    private static void assertDidEnough(Report report) {
        assertThat(report.kills()).as("kills, seed %d", Seed.VALUE).isGreaterThanOrEqualTo(KILLS);
        assertThat(report.acknowledged())
                .as("acknowledged writes, seed %d", Seed.VALUE)
                .isGreaterThan(20);
        assertThat(report.replayed()).as("replays, seed %d", Seed.VALUE).isPositive();
        assertThat(report.streamed())
                .as("events in streams, seed %d", Seed.VALUE)
                .isGreaterThan(20);
    }
}
