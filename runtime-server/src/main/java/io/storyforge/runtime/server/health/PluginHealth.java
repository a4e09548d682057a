package io.storyforge.runtime.server.health;

import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import io.storyforge.runtime.plugin.PluginConfig;
import io.storyforge.runtime.plugin.PluginRegistry;
import io.storyforge.runtime.plugin.PluginRegistry.Entry;
import io.storyforge.runtime.plugin.PluginStatus;
import java.util.List;

/** Ready unless a required plugin cannot be used; degraded while any other cannot. */
record PluginHealth(PluginRegistry plugins, PluginConfig config) implements HealthCheck {
    @Override
    public String name() {
        return "plugins";
    }

    @Override
    public HealthCheckType type() {
        return HealthCheckType.READINESS;
    }

    @Override
    public HealthCheckResponse call() {
        List<Entry> entries = plugins.entries();
        List<Entry> broken = entries.stream()
                .filter(entry -> entry.status().problem().isPresent())
                .toList();
        boolean down =
                broken.stream().anyMatch(entry -> config.options(entry.id()).required());
        long active = entries.stream()
                .filter(entry -> entry.status() instanceof PluginStatus.Active)
                .count();
        return HealthCheckResponse.builder()
                .status(!down)
                .detail("plugins", down ? "down" : broken.isEmpty() ? "ok" : "degraded")
                .detail("active", active)
                .detail("unusable", broken.size())
                .build();
    }
}
