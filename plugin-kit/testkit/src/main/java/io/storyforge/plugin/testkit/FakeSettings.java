package io.storyforge.plugin.testkit;

import io.storyforge.runtime.spi.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Settings from a map. */
public record FakeSettings(Map<String, String> values) implements Settings {
    public FakeSettings {
        values = Map.copyOf(values);
    }

    /** Settings of which none is given. */
    public static FakeSettings none() {
        return new FakeSettings(Map.of());
    }

    /** The same with one more. */
    public FakeSettings with(String key, String value) {
        Map<String, String> more = new TreeMap<>(values);
        more.put(key, value);
        return new FakeSettings(more);
    }

    @Override
    public Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public OptionalInt number(String key) {
        return text(key)
                .filter(value -> value.matches("-?\\d{1,9}"))
                .map(value -> OptionalInt.of(Integer.parseInt(value)))
                .orElse(OptionalInt.empty());
    }
}
