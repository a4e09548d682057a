package io.storyforge.runtime.server.health;

import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import java.nio.file.Path;

/** Ready while there is room for what comes; told before it is too late. */
record DiskHealth(Path data, int leastMegabytes) implements HealthCheck {
    private static final long MEGABYTE = 1024 * 1024;
    private static final int HARDLY_ANY = 16;

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public HealthCheckType type() {
        return HealthCheckType.READINESS;
    }

    @Override
    public HealthCheckResponse call() {
        return of(data.toFile().getUsableSpace() / MEGABYTE);
    }

    HealthCheckResponse of(long free) {
        boolean low = free < leastMegabytes;
        boolean down = free < HARDLY_ANY;
        HealthCheckResponse.Builder answer =
                HealthCheckResponse.builder().status(!down).detail("free_megabytes", free);
        answer.detail("state", down ? "down" : low ? "low" : "ok");
        if (low) {
            answer.detail(
                    "reason",
                    "less than %d MB are free where the data is".formatted(down ? HARDLY_ANY : leastMegabytes));
        }
        return answer.build();
    }
}
