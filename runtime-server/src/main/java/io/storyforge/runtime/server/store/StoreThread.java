package io.storyforge.runtime.server.store;

import io.storyforge.runtime.store.Records;
import java.util.function.Function;

/**
 * A thread that works inside SQLite. Platform threads, because a virtual one that waits in native code holds its
 * carrier: two such waits stop a server on two cores.
 */
final class StoreThread extends Thread {
    private boolean inFunction;

    StoreThread(String name, Runnable loop) {
        super(loop, name);
        setDaemon(true);
    }

    /** Refuses a call that would wait for the thread that makes it. */
    static void refuseNested() {
        if (Thread.currentThread() instanceof StoreThread thread && thread.inFunction) {
            throw new IllegalStateException("a store function must not call the store again");
        }
    }

    /** Runs a caller's function on the current store thread. */
    static <T> T run(Function<Records, T> function, Records records) {
        if (!(Thread.currentThread() instanceof StoreThread thread)) {
            throw new IllegalStateException("store functions run on store threads only");
        }
        thread.inFunction = true;
        try {
            return function.apply(records);
        } finally {
            thread.inFunction = false;
        }
    }
}
