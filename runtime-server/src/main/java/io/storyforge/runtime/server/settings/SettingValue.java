package io.storyforge.runtime.server.settings;

import java.util.Locale;

/** The value of a setting, as text, and where it came from. */
public record SettingValue(Setting setting, String text, Origin origin) {

    /** Where a value came from. */
    public enum Origin {
        DEFAULT,
        FILE,
        ENVIRONMENT,
        FLAG;

        /** The word for people. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
