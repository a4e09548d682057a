package io.storyforge.runtime.trace;

import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.RuntimeStore;
import io.storyforge.runtime.store.StoreBusyException;
import io.storyforge.runtime.store.StoreException;
import java.util.function.Function;
import java.util.function.Supplier;

/** A store whose calls are spans, the wait for their turn and for the disk included. */
public final class TracedStore implements RuntimeStore {
    private final RuntimeStore store;
    private final Tracing tracing;

    /** The store as it is seen by what is traced. */
    public TracedStore(RuntimeStore store, Tracing tracing) {
        this.store = store;
        this.tracing = tracing;
    }

    /** The store, traced where anybody collects. */
    public static RuntimeStore around(RuntimeStore store, Tracing tracing) {
        return tracing.equals(Tracing.OFF) ? store : new TracedStore(store, tracing);
    }

    @Override
    public <T> T read(Function<Records, T> queries) {
        try (Span span = tracing.begin(Tracing.Kind.PART, "store.read")) {
            return told(span, () -> store.read(queries));
        }
    }

    @Override
    public <T> T write(Function<Records, T> work) {
        try (Span span = tracing.begin(Tracing.Kind.PART, "store.write")) {
            return told(span, () -> store.write(work));
        }
    }

    // What the work itself refuses, such as a run that is not there, is no failure of the store.
    private static <T> T told(Span span, Supplier<T> call) {
        try {
            return call.get();
        } catch (StoreBusyException e) {
            span.failed("busy");
            throw e;
        } catch (StoreException e) {
            span.failed("unavailable");
            throw e;
        }
    }

    @Override
    public void onCommit(CommitListener listener) {
        store.onCommit(listener);
    }

    @Override
    public void close() {
        store.close();
    }
}
