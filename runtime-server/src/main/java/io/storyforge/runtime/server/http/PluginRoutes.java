package io.storyforge.runtime.server.http;

import io.storyforge.runtime.plugin.PluginRegistry;
import io.storyforge.runtime.spi.HandoffApi;
import java.util.List;

/** Which plugins this server has and how they are. */
final class PluginRoutes {
    private final PluginRegistry plugins;

    PluginRoutes(PluginRegistry plugins) {
        this.plugins = plugins;
    }

    List<Route> routes() {
        return List.of(Route.get("/plugins", this::list));
    }

    /** The plugins of the server. */
    public record PluginsView(String api, List<PluginView> plugins) {}

    /** A plugin as users see it. */
    public record PluginView(
            String id, String name, String version, String status, String screen, List<SourceView.ActionView> actions) {
        static PluginView of(PluginRegistry.Entry entry) {
            return entry.plugin()
                    .map(plugin -> new PluginView(
                            entry.id(),
                            plugin.name(),
                            plugin.version(),
                            entry.status().key(),
                            plugin.descriptor().screen(),
                            SourceView.of(plugin).actions()))
                    .orElseGet(() -> new PluginView(
                            entry.id(), entry.id(), "", entry.status().key(), "", List.of()));
        }
    }

    private Reply list(Exchange exchange) {
        return Reply.json(
                200,
                new PluginsView(
                        HandoffApi.VERSION,
                        plugins.entries().stream().map(PluginView::of).toList()));
    }
}
