package io.storyforge.runtime.testkit;

import io.storyforge.runtime.spi.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Settings from a map. */
public record FakeSettings(Map<String, String> values) implements Settings {
    public FakeSettings {
        values = Map.copyOf(values);
    }

    /** Settings of which none is given. */
    public static FakeSettings none() {
        return new FakeSettings(Map.of());
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
