package io.storyforge.runtime.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine of the server loses its power again and again under load; the seed is that of {@link KilledServerIT}. */
class PowerLossIT {
    private static final long SEED =
            Long.getLong("storyforge.torture.seed", ThreadLocalRandom.current().nextLong(1_000_000));
    private static final Duration LIVENESS = Duration.ofSeconds(60);
    private static final int LOSSES = 3;

    /** A server whose crash is that of its machine. */
    private record Machine(ServerProcess server, FragileDisk disk) implements Victim {
        @Override
        public int start() {
            return server.start();
        }

        @Override
        public void killDuringStart(Duration after) {
            server.killDuringStart(after);
        }

        @Override
        public void kill() {
            disk.losePower();
            server.kill();
            disk.restorePower();
        }
    }

    @Test
    void keepsEveryPromiseWhenThePowerFails(@TempDir Path logs, @TempDir Path data) {
        try (FragileDisk disk = FragileDisk.mount(logs.resolve("disk"), data);
                ServerProcess server = new ServerProcess(logs, data)) {
            Machine machine = new Machine(server, disk);
            Report report = new Torture(machine, data, logs.resolve("steps"), SEED, LIVENESS, violations -> false)
                    .run(Duration.ZERO, LOSSES);

            System.out.printf("power losses with seed %d: %s%n", SEED, report);
            assertThat(report.violations()).as("seed %d", SEED).isEmpty();
            assertThat(report.kills()).isGreaterThanOrEqualTo(LOSSES);
            assertThat(report.acknowledged())
                    .as("acknowledged writes, seed %d", SEED)
                    .isPositive();
        }
    }
}
