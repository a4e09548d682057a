package io.storyforge.runtime.plugin;

import io.storyforge.runtime.spi.SourceDescriptor;
import io.storyforge.runtime.spi.ToolDescriptor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plugins of this server. Immutable. */
public final class PluginRegistry {
    private final List<Entry> entries;
    private final Map<String, Plugin> byScreen = new LinkedHashMap<>();
    private final Map<String, OwnedTool> tools = new LinkedHashMap<>();

    PluginRegistry(List<Entry> entries) {
        this.entries = List.copyOf(entries);
        active().forEach(plugin -> {
            byScreen.put(plugin.descriptor().screen(), plugin);
            plugin.tools().forEach(tool -> tools.put(tool.descriptor().key(), new OwnedTool(plugin, tool)));
        });
    }

    /** A plugin that was looked at: usable or not. */
    public record Entry(String id, PluginStatus status, Optional<Plugin> plugin) {}

    /** A tool with the plugin that brings it. */
    public record OwnedTool(Plugin plugin, Plugin.Tool tool) {}

    /** Every plugin that was looked at, in loading order. */
    public List<Entry> entries() {
        return entries;
    }

    /** The usable plugins, in loading order. */
    public List<Plugin> active() {
        return entries.stream().flatMap(entry -> entry.plugin().stream()).toList();
    }

    /** The plugin whose source is behind the screen. */
    public Optional<Plugin> forScreen(String screen) {
        return Optional.ofNullable(byScreen.get(screen));
    }

    /** The descriptions of all usable sources. */
    public List<SourceDescriptor> sources() {
        return active().stream().map(Plugin::descriptor).toList();
    }

    /** The tool with the key. */
    public Optional<OwnedTool> tool(String key) {
        return Optional.ofNullable(tools.get(key));
    }

    /** What the tool with the key declared. */
    public Optional<ToolDescriptor> toolDescriptor(String key) {
        return tool(key).map(owned -> owned.tool().descriptor());
    }

    /** Stops every plugin, last started first; each within the limit. */
    public void stop(PluginLimits limits) {
        active().reversed().forEach(plugin -> stop(plugin, limits));
    }

    /** Stops one plugin within the limit and takes no more calls for it. */
    static void stop(Plugin plugin, PluginLimits limits) {
        CallGuard.Outcome<Boolean> outcome = plugin.guards()
                .handoffs()
                .call(
                        () -> {
                            plugin.source().stop();
                            return true;
                        },
                        limits.start());
        if (!(outcome instanceof CallGuard.Outcome.Answered<Boolean>)) {
            System.getLogger(PluginRegistry.class.getName())
                    .log(System.Logger.Level.WARNING, "plugin {0} did not stop: {1}", plugin.id(), outcome);
        }
        plugin.guards().close();
    }
}
