package io.storyforge.runtime.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clock of a real server jumps by hours, forward and back, while it works and between a kill and the next start, as
 * the {@link Seed} decides.
 */
class WrongClockIT {
    private static final Duration LIVENESS = Duration.ofSeconds(60);
    private static final int KILLS = 3;
    private static final int MOST_MINUTES = 180;
    private static final Path FAKE_TIME = Path.of(
                    "/usr/lib",
                    System.getProperty("os.arch").equals("aarch64") ? "aarch64-linux-gnu" : "x86_64-linux-gnu")
            .resolve("faketime/libfaketimeMT.so.1");

    /** A server whose clock is wrong by what a file says. */
    private record Confused(ServerProcess server, Path clock, Random random) implements Victim {
        @Override
        public int start() {
            jump();
            int port = server.start();
            jump();
            return port;
        }

        @Override
        public void killDuringStart(Duration after) {
            server.killDuringStart(after);
        }

        @Override
        public void kill() {
            server.kill();
        }

        private void jump() {
            try {
                Files.writeString(clock, "%+dm%n".formatted(random.nextInt(-MOST_MINUTES, MOST_MINUTES)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void changesNoPromise(@TempDir Path logs, @TempDir Path data) {
        Assumptions.assumeTrue(Files.exists(FAKE_TIME), "SKIPPED: needs libfaketime");
        Path clock = logs.resolve("clock");
        Map<String, String> wrong = Map.of(
                "LD_PRELOAD", FAKE_TIME.toString(),
                "FAKETIME_TIMESTAMP_FILE", clock.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                "NO_FAKE_STAT", "1",
                // What waits goes by the other clock, which is left alone; mended twice, each wait would end at once.
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_FORCE_MONOTONIC_FIX", "0");
        try (ServerProcess server = new ServerProcess(logs, data, wrong)) {
            Confused victim = new Confused(server, clock, new Random(Seed.VALUE));
            Report report = new Torture(victim, data, logs.resolve("steps"), Seed.VALUE, LIVENESS, violations -> false)
                    .run(Duration.ZERO, KILLS);

            System.out.printf("wrong clocks with seed %d: %s%n", Seed.VALUE, report);
            assertThat(report.violations()).as("seed %d", Seed.VALUE).isEmpty();
            assertThat(report.kills()).isGreaterThanOrEqualTo(KILLS);
            assertThat(report.acknowledged())
                    .as("acknowledged writes, seed %d", Seed.VALUE)
                    .isPositive();
        }
    }
}
