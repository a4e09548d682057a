package io.storyforge.runtime.server;

/** The command cannot be carried out; the message is one sentence for the person at the keyboard. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An exception with the sentence. */
    public StartException(String message) {
        super(message);
    }
}
