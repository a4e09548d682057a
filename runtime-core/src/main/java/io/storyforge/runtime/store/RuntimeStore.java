package io.storyforge.runtime.store;

import java.util.List;
import java.util.function.Function;

/** Durable state. Safe for use by many threads; a call returns when its work is done. */
public interface RuntimeStore extends AutoCloseable {

    /**
     * Runs queries against one consistent state. The function must not change anything.
     *
     * @throws StoreUnavailableException when the store cannot be read
     */
    <T> T read(Function<Records, T> queries);

    /**
     * Runs work in one transaction and returns after it is durable. When the function throws, nothing of it remains and
     * the exception reaches the caller; the work of others in the same commit is not touched.
     *
     * <p>The function runs on the store's thread, possibly more than once: it must be quick, wait for nothing, and have
     * no effect but through the given records.
     *
     * @throws StoreBusyException when too much work is waiting; nothing was done
     * @throws StoreUnavailableException when the work could not be made durable
     */
    <T> T write(Function<Records, T> work);

    /** Calls the listener after each commit that appended events, in commit order, on the store's thread. */
    void onCommit(CommitListener listener);

    /** Finishes the work at hand and closes. */
    @Override
    void close();

    /** Told that events were appended; a hint to read, never the only copy. */
    @FunctionalInterface
    interface CommitListener {
        void committed(List<io.storyforge.runtime.run.RunEvent> events);
    }
}
