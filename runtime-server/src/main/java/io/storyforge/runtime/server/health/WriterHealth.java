package io.storyforge.runtime.server.health;

import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import io.storyforge.runtime.server.store.SqliteStore;
import io.storyforge.runtime.server.store.StoreFigures;
import java.util.Optional;

/** Ready while changes can be made durable. */
record WriterHealth(SqliteStore store) implements HealthCheck {
    @Override
    public String name() {
        return "writer";
    }

    @Override
    public HealthCheckType type() {
        return HealthCheckType.READINESS;
    }

    @Override
    public HealthCheckResponse call() {
        StoreFigures figures = store.figures();
        Optional<String> trouble = store.writerTrouble();
        boolean full = figures.waiting() >= figures.capacity();
        HealthCheckResponse.Builder answer = HealthCheckResponse.builder()
                .status(trouble.isEmpty())
                .detail("state", trouble.isPresent() ? "down" : full ? "busy" : "ok")
                .detail("waiting", figures.waiting());
        trouble.or(() -> full ? Optional.of("the queue is full, changes are refused") : Optional.empty())
                .ifPresent(reason -> answer.detail("reason", reason));
        return answer.build();
    }
}
