package io.storyforge.runtime.server.health;

import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import io.storyforge.runtime.store.RuntimeStore;
import io.storyforge.runtime.store.StoreException;

/** Ready while the store answers. */
record StoreHealth(RuntimeStore store) implements HealthCheck {
    @Override
    public String name() {
        return "store";
    }

    @Override
    public HealthCheckType type() {
        return HealthCheckType.READINESS;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            long position = store.read(records -> records.runs().lastPosition());
            return HealthCheckResponse.builder()
                    .status(HealthCheckResponse.Status.UP)
                    .detail("state", "ok")
                    .detail("events", position)
                    .build();
        } catch (StoreException e) {
            return HealthCheckResponse.builder()
                    .status(HealthCheckResponse.Status.DOWN)
                    .detail("state", "down")
                    .detail("reason", "the store does not answer")
                    .build();
        }
    }
}
