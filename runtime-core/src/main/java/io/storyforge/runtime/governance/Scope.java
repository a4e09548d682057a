package io.storyforge.runtime.governance;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whose rule a layer is, weakest first. */
public enum Scope {
    SYSTEM,
    PLATFORM,
    PROJECT,
    USER,
    ADMIN_OVERRIDE;

    /** The scope with the given word. */
    public static Optional<Scope> of(String key) {
        return Arrays.stream(values()).filter(scope -> scope.key().equals(key)).findFirst();
    }

    /** The word in JSON and SQL, such as {@code admin_override}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
