package io.storyforge.runtime.server.smoke;

/** A step did not go as it should; the message says what was seen in one sentence. */
final class SmokeFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int NO_ANSWER = 0;

    private final int status;

    SmokeFailure(String message) {
        this(NO_ANSWER, message);
    }

    SmokeFailure(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The status that the server answered with; 0 when the failure is another. */
    int status() {
        return status;
    }
}
