package io.storyforge.runtime.plugin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the operator says about one plugin under {@code plugins.<id>}.
 *
 * @param from the file that is used when there are several with the id; {@code shipped} or {@code classpath} is the shipped
 *     one, {@code directory} the one in the plugins folder
 * @param problems what cannot be understood, in words; the plugin is not used as long as there are any
 */
public record PluginOptions(
        boolean enabled,
        boolean required,
        CallOptions calls,
        Optional<String> from,
        Map<String, String> settings,
        List<String> problems) {
    /** Nothing said. */
    public static final PluginOptions NONE = new PluginOptions(
            true, false, new CallOptions(Optional.empty(), OptionalInt.empty()), Optional.empty(), Map.of(), List.of());

    private static final String SETTINGS = "settings.";
    private static final Set<String> KNOWN =
            new TreeSet<>(Set.of("enabled", "required", "call-limit", "max-concurrent", "from", "settings.*"));

    public PluginOptions {
        settings = Map.copyOf(settings);
        problems = List.copyOf(problems);
    }

    /** What differs from the limits of all plugins. */
    public record CallOptions(Optional<Duration> limit, OptionalInt maxConcurrent) {
        PluginLimits over(PluginLimits all) {
            return new PluginLimits(
                    limit.orElse(all.call()),
                    all.tool(),
                    all.start(),
                    all.stop(),
                    maxConcurrent.orElse(all.maxConcurrent()),
                    all.quarantine());
        }
    }

    /** Understands the values under {@code plugins.<id>}; keys are relative to it. */
    public static PluginOptions of(Map<String, String> values) {
        OptionValues read = new OptionValues(values, new ArrayList<>());
        Map<String, String> settings = new TreeMap<>();
        new TreeMap<>(values).forEach((key, value) -> {
            if (key.startsWith(SETTINGS)) {
                settings.put(key.substring(SETTINGS.length()), value);
            } else if (!KNOWN.contains(key)) {
                read.problems().add("unknown key '%s', known: %s".formatted(key, String.join(", ", KNOWN)));
            }
        });
        return new PluginOptions(
                read.flag("enabled", true),
                read.flag("required", false),
                new CallOptions(read.duration("call-limit"), read.number("max-concurrent")),
                read.text("from"),
                settings,
                read.problems());
    }
}
