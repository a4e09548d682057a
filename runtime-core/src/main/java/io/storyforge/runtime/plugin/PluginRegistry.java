package io.storyforge.runtime.plugin;

import io.storyforge.runtime.plugin.PluginProblem.Code;
import io.storyforge.runtime.spi.SourceDescriptor;
import io.storyforge.runtime.spi.ToolDescriptor;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The plugins of this server. Every answer is of one immutable snapshot; a reload replaces the snapshot whole. Safe for
 * use by many threads.
 */
public final class PluginRegistry {
    private volatile Snapshot snapshot;

    PluginRegistry(List<Entry> entries, Instant loadedAt) {
        this.snapshot = Snapshot.of(1, loadedAt, entries);
    }

    /**
     * A plugin that was looked at: usable or not.
     *
     * @param loaded the state in which loading left it
     * @param guard its guard, when any of its code was called
     */
    public record Entry(
            PluginArtifact artifact, PluginStatus loaded, Optional<Plugin> plugin, Optional<PluginGuard> guard) {

        /** The plugin's id; the name of the file when nothing better is known. */
        public String id() {
            return artifact.id();
        }

        /** The state now. */
        public PluginStatus status() {
            return plugin.flatMap(Entry::quarantined).orElse(loaded);
        }

        private static Optional<PluginStatus> quarantined(Plugin plugin) {
            return plugin.guard().quarantine().map(closed -> {
                PluginProblem problem = plugin.guard()
                        .handoffCalls()
                        .lastError()
                        .map(PluginCalls.LastError::problem)
                        .orElseGet(() -> PluginProblem.of(Code.CALLS, "hand-offs failed", "see the server's log"));
                return new PluginStatus.Quarantined(closed.since(), closed.retryAt(), problem);
            });
        }
    }

    /** A tool with the plugin that brings it. */
    public record OwnedTool(Plugin plugin, Plugin.Tool tool) {}

    private record Action(String screen, String key) {}

    private record Snapshot(
            long generation,
            Instant loadedAt,
            List<Entry> entries,
            List<Plugin> active,
            Map<Action, Plugin> byAction,
            Map<String, OwnedTool> tools) {
        static Snapshot of(long generation, Instant loadedAt, List<Entry> entries) {
            List<Plugin> active =
                    entries.stream().flatMap(entry -> entry.plugin().stream()).toList();
            Map<Action, Plugin> byAction = new LinkedHashMap<>();
            Map<String, OwnedTool> tools = new LinkedHashMap<>();
            active.forEach(plugin -> {
                SourceDescriptor descriptor = plugin.descriptor();
                descriptor
                        .actions()
                        .forEach(action -> byAction.put(new Action(descriptor.screen(), action.key()), plugin));
                plugin.tools().forEach(tool -> tools.put(tool.descriptor().key(), new OwnedTool(plugin, tool)));
            });
            return new Snapshot(generation, loadedAt, List.copyOf(entries), active, byAction, tools);
        }
    }

    /** Every plugin that was looked at, in loading order. */
    public List<Entry> entries() {
        return snapshot.entries();
    }

    /** Grows with every reload; 1 at first. */
    public long generation() {
        return snapshot.generation();
    }

    /** When the plugins were loaded, or last loaded again. */
    public Instant loadedAt() {
        return snapshot.loadedAt();
    }

    /** The plugin that was looked at under the id; with several, the usable one first. */
    public Optional<Entry> entry(String id) {
        List<Entry> found =
                entries().stream().filter(entry -> entry.id().equals(id)).toList();
        return found.stream()
                .filter(entry -> entry.plugin().isPresent())
                .findFirst()
                .or(() -> found.stream().findFirst());
    }

    /** The usable plugins, in loading order. */
    public List<Plugin> active() {
        return snapshot.active();
    }

    /** The first plugin whose source is behind the screen. */
    public Optional<Plugin> forScreen(String screen) {
        return active().stream()
                .filter(plugin -> plugin.descriptor().screen().equals(screen))
                .findFirst();
    }

    /** The plugin whose source declared the action. */
    public Optional<Plugin> forAction(String screen, String key) {
        return Optional.ofNullable(snapshot.byAction().get(new Action(screen, key)));
    }

    /** The descriptions of all usable sources. */
    public List<SourceDescriptor> sources() {
        return active().stream().map(Plugin::descriptor).toList();
    }

    /** The tool with the key. */
    public Optional<OwnedTool> tool(String key) {
        return Optional.ofNullable(snapshot.tools().get(key));
    }

    /** What the tool with the key declared. */
    public Optional<ToolDescriptor> toolDescriptor(String key) {
        return tool(key).map(owned -> owned.tool().descriptor());
    }

    /** Puts other plugins in the place of all. */
    void replace(List<Entry> entries, Instant loadedAt) {
        snapshot = Snapshot.of(snapshot.generation() + 1, loadedAt, entries);
    }

    /** Stops every plugin, last started first; each within its limit. */
    public void stop() {
        active().reversed().forEach(PluginRegistry::stop);
        entries().forEach(entry -> entry.guard().ifPresent(PluginGuard::close));
    }

    /** Stops one plugin within its limit and takes no more calls for it. */
    static void stop(Plugin plugin) {
        if (plugin.guard().isClosed()) {
            return;
        }
        CallGuard.Outcome<Boolean> outcome = plugin.guard()
                .run(
                        () -> {
                            plugin.source().stop();
                            return true;
                        },
                        plugin.guard().limits().stop());
        if (!(outcome instanceof CallGuard.Outcome.Answered<Boolean>)) {
            System.getLogger(PluginRegistry.class.getName())
                    .log(System.Logger.Level.WARNING, "plugin {0} did not stop: {1}", plugin.id(), outcome);
        }
        plugin.guard().close();
    }
}
