package io.storyforge.bench;

import java.io.Serial;

/** Something that cannot be measured; the message says what and why. */
final class BenchException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    BenchException(String message) {
        super(message);
    }

    BenchException(String message, Throwable cause) {
        super("%s: %s".formatted(message, cause), cause);
    }
}
