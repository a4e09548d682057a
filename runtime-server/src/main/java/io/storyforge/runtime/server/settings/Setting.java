package io.storyforge.runtime.server.settings;

import java.util.Locale;

/**
 * A setting.
 *
 * @param key as it stands in the file and in messages
 * @param place where its value can come from
 * @param usual what holds when nobody says anything, in words where it is no value
 * @param form which values are allowed, in words
 * @param meaning what it does
 */
public record Setting(String key, Place place, String usual, String form, String meaning) {

    /** Where a value can come from. */
    public enum Place {
        /** A flag of {@code serve}. */
        FLAG,
        /** The file, or the environment, which wins. */
        FILE
    }

    /** The environment variable that wins over the file, such as {@code STORYFORGE_METRICS_ACCESS}. */
    public String variable() {
        return "STORYFORGE_" + key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    /** How it is written where it is set: {@code --port} or {@code metrics.access}. */
    public String name() {
        return place == Place.FLAG ? "--" + key : key;
    }
}
