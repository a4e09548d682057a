package io.storyforge.runtime.spi;

/** The limits of texts and lists that plugins hand to the host. Checked where a value is built, on the plugin's thread. */
final class Limits {
    static final int KEY = 100;
    static final int LABEL = 200;
    static final int TITLE = 200;
    static final int STEP = 300;
    static final int STEPS = 50;
    static final int REASON = 500;
    static final int TEXT = 2_000;
    static final int TABLE_ROWS = 1_000;

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
