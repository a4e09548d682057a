package io.storyforge.runtime.plugin;

import io.storyforge.runtime.plugin.PluginProblem.Code;
import io.storyforge.runtime.spi.Settings;
import io.storyforge.runtime.spi.SourceDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The settings that a plugin declared and the operator gave. Its text form tells no value, because some are secrets.
 *
 * @param values never blank
 */
record GivenSettings(Map<String, String> values) implements Settings {
    static final GivenSettings NONE = new GivenSettings(Map.of());

    GivenSettings {
        values = Map.copyOf(values);
    }

    /** The settings for a source, or all that is wrong with them and with the operator's other words about it. */
    static GivenSettings of(SourceDescriptor descriptor, PluginOptions options, String id) throws LoadException {
        Set<String> declared = new TreeSet<>(descriptor.settings().stream()
                .map(SourceDescriptor.Setting::key)
                .toList());
        Map<String, String> given = new TreeMap<>();
        List<String> problems = new ArrayList<>(options.problems());
        new TreeMap<>(options.settings()).forEach((key, value) -> {
            if (!declared.contains(key)) {
                problems.add("unknown setting '%s', known: %s"
                        .formatted(key, declared.isEmpty() ? "none" : String.join(", ", declared)));
            } else if (!value.isBlank()) {
                given.put(key, value.strip());
            }
        });
        descriptor.settings().stream()
                .filter(setting -> setting.required() && !given.containsKey(setting.key()))
                .forEach(setting -> problems.add("setting '%s' is required".formatted(setting.key())));
        if (!problems.isEmpty()) {
            throw LoadException.failed(PluginProblem.of(
                    Code.SETTINGS,
                    String.join("; ", problems),
                    "correct the values under plugins.%s in the configuration".formatted(id)));
        }
        return new GivenSettings(given);
    }

    @Override
    public Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public OptionalInt number(String key) {
        try {
            return text(key).map(Integer::parseInt).map(OptionalInt::of).orElseGet(OptionalInt::empty);
        } catch (NumberFormatException ignored) { // "empty when it is none"
            return OptionalInt.empty();
        }
    }

    @Override
    public String toString() {
        return "settings " + new TreeSet<>(values.keySet());
    }
}
