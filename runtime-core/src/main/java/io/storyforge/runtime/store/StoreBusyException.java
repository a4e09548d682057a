package io.storyforge.runtime.store;

/** Too much work is waiting; nothing was done and the same call may succeed in a moment. */
public final class StoreBusyException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** An exception that says how much is waiting. */
    public StoreBusyException(int waiting) {
        super("%d changes are waiting to be stored".formatted(waiting));
    }
}
