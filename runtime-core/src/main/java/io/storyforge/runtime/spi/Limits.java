package io.storyforge.runtime.spi;

/**
 * The limits of texts (in characters) and lists that plugins and requests hand to the host. For plugins they are checked
 * where a value is built, on the plugin's thread.
 */
public final class Limits {
    public static final int KEY = 100;
    public static final int LABEL = 200;
    public static final int TITLE = 200;
    public static final int STEP = 300;
    public static final int STEPS = 50;
    public static final int REASON = 500;
    public static final int TEXT = 2_000;
    public static final int TABLE_ROWS = 1_000;

    private Limits() {}

    /** The text, stripped, when it is neither blank nor too long. */
    static String required(String name, String text, int limit) {
        String stripped = optional(name, text, limit);
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException("%s is blank".formatted(name));
        }
        return stripped;
    }

    /** The text, stripped, when it is not too long; may be empty. */
    static String optional(String name, String text, int limit) {
        String stripped = text.strip();
        int length = stripped.codePointCount(0, stripped.length());
        if (length > limit) {
            throw new IllegalArgumentException(
                    "%s has %d characters, at most %d are allowed".formatted(name, length, limit));
        }
        return stripped;
    }
}
