package io.storyforge.runtime.plugin;

import io.storyforge.runtime.spi.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** A cancellation that is requested at most once, and told to whoever asked to be told. Safe for use by many threads. */
public final class CancelSignal implements Cancellation {
    private final Object listenersLock = new Object();
    private final List<Runnable> listeners = new ArrayList<>();
    private volatile boolean requested;

    /** Requests it; tells the listeners on this thread. */
    public void request() {
        List<Runnable> told;
        synchronized (listenersLock) {
            if (requested) {
                return;
            }
            requested = true;
            told = List.copyOf(listeners);
        }
        told.forEach(Runnable::run);
    }

    /** Calls the listener once it is requested: now, when it already was. */
    public void whenRequested(Runnable listener) {
        synchronized (listenersLock) {
            if (!requested) {
                listeners.add(listener);
                return;
            }
        }
        listener.run();
    }

    @Override
    public boolean requested() {
        return requested;
    }

    @Override
    public void throwIfRequested() {
        if (requested) {
            throw new CancellationException("the run is being cancelled");
        }
    }
}
