package io.storyforge.runtime.plugin;

import io.storyforge.runtime.spi.Settings;
import java.util.Optional;
import java.util.OptionalInt;

/** The settings of a plugin for which the operator gave none. */
enum NoSettings implements Settings {
    INSTANCE;

    @Override
    public Optional<String> text(String key) {
        return Optional.empty();
    }

    @Override
    public OptionalInt number(String key) {
        return OptionalInt.empty();
    }
}
