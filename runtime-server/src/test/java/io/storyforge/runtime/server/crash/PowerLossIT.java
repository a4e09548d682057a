package io.storyforge.runtime.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine of the server loses its power again and again under load, at moments that the {@link Seed} decides. */
class PowerLossIT {
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
            Report report = new Torture(machine, data, logs.resolve("steps"), Seed.VALUE, LIVENESS, violations -> false)
                    .run(Duration.ZERO, LOSSES);

            System.out.printf("power losses with seed %d: %s%n", Seed.VALUE, report);
            assertThat(report.violations()).as("seed %d", Seed.VALUE).isEmpty();
            assertThat(report.kills()).isGreaterThanOrEqualTo(LOSSES);
            assertThat(report.acknowledged())
                    .as("acknowledged writes, seed %d", Seed.VALUE)
                    .isPositive();
        }
    }
}
