package io.storyforge.runtime.server.http;

import io.helidon.http.HeaderNames;
import io.storyforge.runtime.plugin.PluginRegistry;
import io.storyforge.runtime.plugin.PluginRegistry.Entry;
import io.storyforge.runtime.server.json.JsonText;
import io.storyforge.runtime.server.json.Times;
import io.storyforge.runtime.spi.HandoffApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which plugins this server has and how they are: what people use for everybody, why and how often for operators. */
final class PluginRoutes {
    private final PluginRegistry plugins;

    PluginRoutes(PluginRegistry plugins) {
        this.plugins = plugins;
    }

    List<Route> routes() {
        return List.of(Route.get("/plugins", this::list), Route.get("/plugins/{id}", this::one));
    }

    private Reply list(Exchange exchange) {
        List<Entry> entries = plugins.entries();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("api", HandoffApi.VERSION);
        json.put("loaded_at", Times.text(plugins.loadedAt()));
        json.put("summary", summary(entries));
        json.put(
                "plugins",
                entries.stream()
                        .map(entry -> PluginView.of(entry, detail(exchange, PluginView.Detail.OPERATOR)))
                        .toList());
        return tagged(exchange, JsonText.object(json));
    }

    private Reply one(Exchange exchange) {
        Entry entry = plugins.entry(exchange.path("id"))
                .orElseThrow(() -> Problem.notFound("plugin").asException());
        return tagged(
                exchange,
                JsonText.object(PluginView.of(entry, detail(exchange, PluginView.Detail.OPERATOR_WITH_CAUSES))));
    }

    private static PluginView.Detail detail(Exchange exchange, PluginView.Detail forOperators) {
        return exchange.caller().admin() ? forOperators : PluginView.Detail.MEMBER;
    }

    private static Map<String, Integer> summary(List<Entry> entries) {
        Map<String, Integer> summary = new TreeMap<>();
        entries.forEach(entry -> summary.merge(entry.status().key().toLowerCase(Locale.ROOT), 1, Integer::sum));
        return summary;
    }

    // States and counts change without a reload, so the tag is of the whole answer.
    private Reply tagged(Exchange exchange, String json) {
        String tag = "W/\"%d-%08x\"".formatted(plugins.generation(), json.hashCode());
        Optional<String> known = exchange.header(HeaderNames.IF_NONE_MATCH);
        Reply reply = known.filter(tag::equals).isPresent() ? Reply.empty(304) : Reply.jsonText(200, json);
        return reply.with("ETag", tag).with("Cache-Control", "private, no-cache");
    }
}
