package io.storyforge.runtime.spi;

import java.util.Comparator;
import java.util.List;

/**
 * What a tool can do to the world: the class of the worst thing that can happen when its step runs. A plan's effect is
 * that of its worst step and is shown before anyone confirms.
 *
 * <p>Not an enum on purpose: plugins name an effect, only the host decides by it.
 */
public final class Effect implements Comparable<Effect> {
    /** Reads data; nothing changes, so the step may be repeated. */
    public static final Effect READ_ONLY = new Effect("read_only", 0);

    /** Changes data in a way that can be put back. */
    public static final Effect REVERSIBLE = new Effect("reversible", 1);

    /** Publishes, sends or deletes: cannot be taken back. */
    public static final Effect IRREVERSIBLE = new Effect("irreversible", 2);

    private static final List<Effect> ALL = List.of(READ_ONLY, REVERSIBLE, IRREVERSIBLE);

    private final String key;
    private final int severity;

    private Effect(String key, int severity) {
        this.key = key;
        this.severity = severity;
    }

    /** The effect with the given key. */
    public static Effect of(String key) {
        return ALL.stream()
                .filter(effect -> effect.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "effect '%s' is unknown, known: read_only, reversible, irreversible".formatted(key)));
    }

    /** True when the key names an effect. */
    public static boolean known(String key) {
        return ALL.stream().anyMatch(effect -> effect.key.equals(key));
    }

    /** The word in JSON and SQL: {@code read_only}, {@code reversible} or {@code irreversible}. */
    public String key() {
        return key;
    }

    /** True when the step leaves something changed. */
    public boolean changesSomething() {
        return severity > 0;
    }

    /** The worse of the two. */
    public Effect worse(Effect other) {
        return compareTo(other) >= 0 ? this : other;
    }

    @Override
    public int compareTo(Effect other) {
        return Comparator.<Effect>comparingInt(effect -> effect.severity).compare(this, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Effect effect && effect.severity == severity;
    }

    @Override
    public int hashCode() {
        return severity;
    }

    @Override
    public String toString() {
        return key;
    }
}
