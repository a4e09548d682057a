package io.storyforge.runtime.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the operator says about plugins under {@code plugins}.
 *
 * @param abortOnFailure whether the server refuses to start when any plugin cannot be used
 * @param plugins by id
 * @param problems what cannot be understood outside the plugins' own keys, in words
 */
public record PluginConfig(
        boolean abortOnFailure,
        PluginLimits limits,
        JarLimits jars,
        Map<String, PluginOptions> plugins,
        List<String> problems) {
    // "dir" and "work-dir" are read by whoever knows where the file is.
    private static final Set<String> KNOWN = new TreeSet<>(Set.of(
            "call-limit",
            "dir",
            "max-concurrent",
            "on-failure",
            "start-limit",
            "stop-limit",
            "tool-limit",
            "work-dir"));

    public PluginConfig {
        plugins = Map.copyOf(plugins);
        problems = List.copyOf(problems);
    }

    /** Nothing said, apart from the limits. */
    public static PluginConfig with(PluginLimits limits) {
        return new PluginConfig(false, limits, JarLimits.DEFAULT, Map.of(), List.of());
    }

    /** Understands the values under {@code plugins}; keys are relative to it, such as {@code dashboard.enabled}. */
    public static PluginConfig of(Map<String, String> values) {
        Map<String, String> own = new TreeMap<>();
        Map<String, Map<String, String>> byId = new TreeMap<>();
        values.forEach((key, value) -> {
            int dot = key.indexOf('.');
            if (dot < 0) {
                own.put(key, value);
            } else {
                byId.computeIfAbsent(key.substring(0, dot), id -> new TreeMap<>())
                        .put(key.substring(dot + 1), value);
            }
        });
        OptionValues read = new OptionValues(own, new ArrayList<>());
        own.keySet().stream()
                .filter(key -> !KNOWN.contains(key))
                .map(key -> "unknown key '%s', known: %s, <id>.*".formatted(key, String.join(", ", KNOWN)))
                .forEach(read.problems()::add);
        Map<String, PluginOptions> plugins = new TreeMap<>();
        byId.forEach((id, given) -> plugins.put(id, PluginOptions.of(given)));
        boolean abort = abort(read);
        PluginLimits limits = limits(read);
        return new PluginConfig(abort, limits, JarLimits.DEFAULT, plugins, read.problems());
    }

    /** What is said about the plugin. */
    public PluginOptions options(String id) {
        return plugins.getOrDefault(id, PluginOptions.NONE);
    }

    private static boolean abort(OptionValues read) {
        String word = read.text("on-failure").orElse("continue");
        if (!word.equals("continue") && !word.equals("abort")) {
            read.problems().add("on-failure must be continue or abort, not '%s'".formatted(word));
        }
        return word.equals("abort");
    }

    private static PluginLimits limits(OptionValues read) {
        PluginLimits usual = PluginLimits.DEFAULT;
        return new PluginLimits(
                read.duration("call-limit").orElse(usual.call()),
                read.duration("tool-limit").orElse(usual.tool()),
                read.duration("start-limit").orElse(usual.start()),
                read.duration("stop-limit").orElse(usual.stop()),
                read.number("max-concurrent").orElse(usual.maxConcurrent()),
                usual.quarantine());
    }
}
