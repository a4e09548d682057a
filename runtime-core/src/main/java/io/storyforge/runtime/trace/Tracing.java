package io.storyforge.runtime.trace;

import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Takes down spans. Safe for use by many threads; a span belongs to the thread that began it. */
public interface Tracing {
    /** Takes nothing down. */
    Tracing OFF = new Tracing() {
        @Override
        public Span request(String name, Supplier<String> traceparent) {
            return Span.NONE;
        }

        @Override
        public Span begin(Kind kind, String name) {
            return Span.NONE;
        }

        @Override
        public Link here() {
            return Link.NONE;
        }

        @Override
        public <T> Callable<T> carried(Callable<T> code) {
            return code;
        }
    };

    /** What a span is. */
    enum Kind {
        /** Work that may have begun by itself. */
        WORK,
        /** A part of a request or of work, and nothing outside of them. */
        PART
    }

    /**
     * Begins the span of a request from outside.
     *
     * @param name one of a bounded number, such as a route's template
     * @param traceparent the header of that name as W3C Trace Context has it, empty when the caller sent none; asked only
     *     where callers may say what a request is part of
     */
    Span request(String name, Supplier<String> traceparent);

    /**
     * Begins a span within the one that is open on this thread, if one is.
     *
     * @param name one of a bounded number
     */
    Span begin(Kind kind, String name);

    /** Points to the span that is open on this thread; {@link Link#NONE} when none is, or nobody will see it. */
    Link here();

    /** The same code, which finds the span of this thread open on whichever thread runs it. */
    <T> Callable<T> carried(Callable<T> code);
}
