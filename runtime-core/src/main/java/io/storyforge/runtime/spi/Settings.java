package io.storyforge.runtime.spi;

import java.util.Optional;
import java.util.OptionalInt;

/** The settings that the operator gave under {@code plugins.<id>.settings}; only declared ones are visible. */
@ProvidedByHost
public interface Settings {

    /** The setting as text; empty when it was not given. */
    Optional<String> text(String key);

    /** The setting as a whole number; empty when it was not given or is none. */
    OptionalInt number(String key);
}
