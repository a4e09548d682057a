package io.storyforge.runtime.server.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who may read the metrics. */
public enum MetricsAccess {
    /** Programs on the same machine, and administrators. */
    LOOPBACK,
    /** Administrators. */
    ADMIN,
    /** Nobody: there is no such path. Not "off", which YAML reads as false. */
    NOBODY;

    /** The one with the word of the configuration. */
    public static Optional<MetricsAccess> of(String word) {
        return Arrays.stream(values())
                .filter(access -> access.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }
}
