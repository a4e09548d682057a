package io.storyforge.runtime.server.smoke;

/** A step did not go as it should; the message says what was seen in one sentence. */
final class SmokeFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SmokeFailure(String message) {
        super(message);
    }
}
