package io.storyforge.runtime.store;

/** The store could not do what was asked. */
public sealed class StoreException extends RuntimeException permits StoreBusyException, StoreUnavailableException {
    private static final long serialVersionUID = 1L;

    StoreException(String message) {
        super(message);
    }

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
