package io.storyforge.runtime.server.health;

import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;
import io.storyforge.runtime.plugin.PluginConfig;
import io.storyforge.runtime.plugin.PluginRegistry;
import io.storyforge.runtime.server.store.SqliteStore;
import java.nio.file.Path;

/** The health of all parts, under {@code /observe/health}. */
public final class Health {
    private Health() {}

    /**
     * The parts of one server.
     *
     * @param leastFreeMegabytes room on the disk of the data below which the disk is told to be low
     */
    public static ObserveFeature of(
            SqliteStore store, Path data, int leastFreeMegabytes, PluginRegistry plugins, PluginConfig config) {
        return ObserveFeature.create(HealthObserver.builder()
                .details(true)
                .useSystemServices(false)
                .addCheck(new StoreHealth(store))
                .addCheck(new WriterHealth(store))
                .addCheck(new DiskHealth(data, leastFreeMegabytes))
                .addCheck(new PluginHealth(plugins, config))
                .build());
    }
}
