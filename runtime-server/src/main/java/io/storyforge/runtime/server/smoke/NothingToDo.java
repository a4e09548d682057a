package io.storyforge.runtime.server.smoke;

/** A step has nothing to work on here, which is no failure; the message says what is missing. */
final class NothingToDo extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NothingToDo(String message) {
        super(message);
    }
}
