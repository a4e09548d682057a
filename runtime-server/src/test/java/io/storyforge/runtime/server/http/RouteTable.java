package io.storyforge.runtime.server.http;

import io.storyforge.runtime.execution.RunService;
import io.storyforge.runtime.plugin.Handoffs;
import io.storyforge.runtime.plugin.PluginConfig;
import io.storyforge.runtime.plugin.PluginHost;
import io.storyforge.runtime.plugin.PluginLimits;
import io.storyforge.runtime.plugin.PluginRegistry;
import io.storyforge.runtime.server.identity.Identities;
import io.storyforge.runtime.server.net.IoDeadline;
import io.storyforge.runtime.server.store.SqliteStore;
import io.storyforge.runtime.server.stream.EventStreams;
import io.storyforge.runtime.server.stream.StreamLimits;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** The routes of an API that serves nobody. */
final class RouteTable {
    private RouteTable() {}

    static List<Route> all(Path data) {
        Clock clock = Clock.systemUTC();
        Supplier<String> ids = () -> UUID.randomUUID().toString();
        PluginRegistry plugins = PluginHost.start(
                        PluginHost.Options.none(PluginConfig.with(PluginLimits.DEFAULT), clock)
                                .withClassPath(RouteTable.class.getClassLoader()))
                .registry();
        try (SqliteStore store = SqliteStore.open(data, clock, ids)) {
            Identities identities = new Identities(store, clock, ids);
            RunService service = new RunService(clock, ids, "tools");
            try (IoDeadline deadlines = new IoDeadline("route-table", Duration.ofSeconds(1));
                    EventStreams streams =
                            new EventStreams(store, identities, service, StreamLimits.DEFAULT, deadlines)) {
                return new Api(new Api.Parts(
                                store,
                                service,
                                plugins,
                                new Handoffs(plugins, store, clock),
                                identities,
                                streams,
                                deadlines,
                                clock,
                                ids))
                        .routes();
            }
        }
    }
}
