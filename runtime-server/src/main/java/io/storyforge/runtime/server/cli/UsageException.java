package io.storyforge.runtime.server.cli;

/** The command line cannot be understood; the message says why in one sentence. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
