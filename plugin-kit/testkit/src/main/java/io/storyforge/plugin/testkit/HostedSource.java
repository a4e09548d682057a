package io.storyforge.plugin.testkit;

import io.storyforge.runtime.plugin.CallGuard.Outcome;
import io.storyforge.runtime.plugin.Plugin;
import io.storyforge.runtime.plugin.PluginConfig;
import io.storyforge.runtime.plugin.PluginHost;
import io.storyforge.runtime.plugin.PluginRegistry.Entry;
import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.HandoffContext;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffRequest;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.Settings;
import io.storyforge.runtime.spi.SourceDescriptor;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolOutcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A source in the server's own plugin host: described, its settings checked, started, and called under the guard. */
final class HostedSource implements AutoCloseable {
    /** Half of what the server allows unless the operator says otherwise: a plugin should not live at the limit. */
    static final Duration LIMIT = Duration.ofSeconds(1);

    static final Duration TOOL_LIMIT = Duration.ofSeconds(60);
    static final int PLACES = 8;

    private static final Logger HOST_LOG = Logger.getLogger(PluginHost.class.getName());

    static {
        // The table of all plugins, once for every test, tells authors nothing.
        HOST_LOG.setLevel(Level.WARNING);
    }

    private final PluginHost host;
    private final Plugin plugin;

    private HostedSource(PluginHost host, Plugin plugin) {
        this.host = host;
        this.plugin = plugin;
    }

    /** Loads and starts the source as the server does. What would keep it from being used fails the test. */
    static HostedSource start(HandoffSource source, Map<String, String> settings, InstantSource clock) {
        Map<String, String> config = limits();
        settings.forEach((key, value) -> config.put("%s.settings.%s".formatted(idOf(source), key), value));
        return start(PluginHost.Options.none(PluginConfig.of(config), clock).withSource(source));
    }

    /** Loads and starts the one plugin of the options. */
    static HostedSource start(PluginHost.Options options) {
        PluginHost host = PluginHost.start(options);
        List<Entry> entries = host.registry().entries();
        if (entries.size() == 1 && entries.getFirst().plugin().isPresent()) {
            return new HostedSource(host, entries.getFirst().plugin().get());
        }
        host.close();
        throw new AssertionError(entries.isEmpty() ? "there is no plugin" : whyNot(entries));
    }

    /** The limits under which tests run, as an operator would write them. */
    static Map<String, String> limits() {
        return new TreeMap<>(Map.of(
                "call-limit", LIMIT.toString(),
                "tool-limit", TOOL_LIMIT.toString(),
                "max-concurrent", Integer.toString(PLACES)));
    }

    Plugin plugin() {
        return plugin;
    }

    SourceDescriptor descriptor() {
        return plugin.descriptor();
    }

    Settings settings() {
        return plugin.settings();
    }

    HandoffOutcome press(HandoffRequest request, HandoffContext context) {
        return Answers.of(
                "handOff of '%s' with the fields %s".formatted(request.actionKey(), shortened(request.fieldNames())),
                plugin.guard().handOff(() -> plugin.source().handOff(request, context)),
                LIMIT);
    }

    ToolOutcome call(String key, ToolCall call) {
        AgentTool tool = tool(key);
        return ToolRules.checked(tool, Answers.of("tool '%s'".formatted(key), outcome(tool, call), TOOL_LIMIT));
    }

    Outcome<ToolOutcome> outcome(AgentTool tool, ToolCall call) {
        return plugin.guard().callTool(() -> tool.call(call));
    }

    AgentTool tool(String key) {
        return plugin.tools().stream()
                .filter(tool -> tool.descriptor().key().equals(key))
                .findFirst()
                .map(Plugin.Tool::code)
                .orElseThrow(() -> new AssertionError(
                        "tool '%s' is not brought by the source, it brings: %s".formatted(key, toolKeys())));
    }

    List<String> toolKeys() {
        return plugin.tools().stream().map(tool -> tool.descriptor().key()).toList();
    }

    @Override
    public void close() {
        host.close();
    }

    // The server names a source without a jar after its screen.
    private static String idOf(HandoffSource source) {
        return source.descriptor().screen();
    }

    private static String whyNot(List<Entry> entries) {
        StringBuilder why = new StringBuilder("the server would not use the plugin:");
        for (Entry entry : entries) {
            why.append("%n%s is %s".formatted(entry.id(), entry.status().key()));
            entry.status().problem().ifPresent(problem -> {
                why.append(", %s: %s%n  %s".formatted(problem.code(), problem.message(), problem.hint()));
                problem.causes().forEach(cause -> why.append("%n  caused by %s".formatted(cause)));
            });
        }
        return why.toString();
    }

    private static String shortened(Object value) {
        String text = value.toString();
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }
}
