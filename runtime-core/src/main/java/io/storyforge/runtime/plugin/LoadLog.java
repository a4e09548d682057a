package io.storyforge.runtime.plugin;

import io.storyforge.runtime.plugin.PluginRegistry.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Tells the log how loading went: a warning for every plugin that is not used, then one table. */
final class LoadLog {
    private static final System.Logger LOG = System.getLogger(PluginHost.class.getName());

    private LoadLog() {}

    static void loaded(List<Entry> entries, PluginConfig config) {
        entries.forEach(LoadLog::warn);
        Set<String> ids = new TreeSet<>(entries.stream().map(Entry::id).toList());
        config.plugins().keySet().stream()
                .filter(id -> !ids.contains(id))
                .forEach(id -> LOG.log(
                        System.Logger.Level.WARNING,
                        "the configuration speaks of plugin %s, which is not installed; installed: %s"
                                .formatted(id, String.join(", ", ids))));
        // Shipped plugins that all work are no news.
        boolean news = entries.stream()
                .anyMatch(entry -> entry.artifact().origin() == PluginArtifact.Origin.DIRECTORY
                        || entry.loaded().problem().isPresent());
        LOG.log(
                news ? System.Logger.Level.INFO : System.Logger.Level.DEBUG,
                () -> "plugins:\n" + PluginTable.of(entries));
    }

    static void reloaded(List<Entry> before, List<Entry> after) {
        after.stream().filter(entry -> !isIn(entry, before)).forEach(entry -> {
            warn(entry);
            LOG.log(
                    System.Logger.Level.INFO,
                    "plugin %s from %s is %s"
                            .formatted(
                                    entry.id(),
                                    entry.artifact().file(),
                                    entry.loaded().key()));
        });
    }

    /** Whether the very same plugin is among the entries. */
    static boolean isIn(Entry entry, List<Entry> entries) {
        return entries.stream()
                .anyMatch(other -> other.guard().isPresent()
                        && entry.guard().isPresent()
                        && other.plugin().isPresent() == entry.plugin().isPresent()
                        && other.guard().get() == entry.guard().get());
    }

    private static void warn(Entry entry) {
        entry.loaded()
                .problem()
                .ifPresent(problem -> LOG.log(
                        System.Logger.Level.WARNING,
                        "plugin %s (%s) is %s, %s: %s; %s"
                                .formatted(
                                        entry.id(),
                                        entry.artifact().file(),
                                        entry.loaded().key(),
                                        problem.code(),
                                        problem.message(),
                                        problem.hint())));
    }

    /** Why the server must not start, as the operator said: a sentence for each plugin. */
    static List<String> fatal(List<Entry> entries, PluginConfig config) {
        List<String> fatal = new ArrayList<>();
        for (Entry entry : entries) {
            boolean needed =
                    config.abortOnFailure() || config.options(entry.id()).required();
            entry.loaded()
                    .problem()
                    .filter(problem -> needed)
                    .ifPresent(problem -> fatal.add(
                            "%s (%s): %s".formatted(entry.id(), entry.artifact().file(), problem.message())));
        }
        config.plugins().forEach((id, options) -> {
            boolean there = entries.stream().anyMatch(entry -> entry.id().equals(id));
            if (options.required() && !there) {
                fatal.add("%s: it is required and not installed".formatted(id));
            }
        });
        return fatal;
    }
}
