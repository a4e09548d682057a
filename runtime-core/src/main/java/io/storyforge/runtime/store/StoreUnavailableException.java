package io.storyforge.runtime.store;

/** The store failed: a write may or may not have taken effect, a read got no answer. */
public final class StoreUnavailableException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** An exception with its cause. */
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** An exception without a cause. */
    public StoreUnavailableException(String message) {
        super(message);
    }
}
