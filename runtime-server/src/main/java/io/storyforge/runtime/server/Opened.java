package io.storyforge.runtime.server;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a start has opened so far, so that a start that fails half way leaves nothing open. Closes the last first. */
final class Opened implements AutoCloseable {
    private final Deque<Runnable> closing = new ArrayDeque<>();

    /** Adds how to close what was just opened. */
    void closing(Runnable close) {
        closing.push(close);
    }

    @Override
    public void close() {
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
    }
}
