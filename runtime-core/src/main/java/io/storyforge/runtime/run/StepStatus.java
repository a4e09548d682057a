package io.storyforge.runtime.run;

import java.util.Locale;

/** How far a step is. A skipped step was not run to its end and will not be. */
public enum StepStatus {
    PENDING,
    RUNNING,
    DONE,
    FAILED,
    SKIPPED;

    /** The status with the given word. */
    public static StepStatus of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /** The word in JSON. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
