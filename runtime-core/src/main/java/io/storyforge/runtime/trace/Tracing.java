package io.storyforge.runtime.trace;

import java.util.concurrent.Callable;

/** Takes down spans. Safe for use by many threads; a span belongs to the thread that began it. */
public interface Tracing {
    /** Takes nothing down. */
    Tracing OFF = new Tracing() {
        @Override
        public Span begin(Kind kind, String name) {
            return Span.NONE;
        }

        @Override
        public <T> Callable<T> carried(Callable<T> code) {
            return code;
        }
    };

    /** What a span is. */
    enum Kind {
        /** A request from outside. */
        REQUEST,
        /** Work that may have begun by itself. */
        WORK,
        /** A part of either, and nothing outside of them. */
        PART
    }

    /**
     * Begins a span within the one that is open on this thread, if one is.
     *
     * @param name one of a bounded number, such as a route's template
     */
    Span begin(Kind kind, String name);

    /** The same code, which finds the span of this thread open on whichever thread runs it. */
    <T> Callable<T> carried(Callable<T> code);
}
