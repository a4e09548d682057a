package io.storyforge.runtime.identity;

import java.util.Locale;

/** Whether a user may work: only approved ones do. */
public enum Standing {
    PENDING,
    APPROVED,
    DISABLED;

    /** The standing with the given word. */
    public static Standing of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /** The word in JSON and SQL. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
