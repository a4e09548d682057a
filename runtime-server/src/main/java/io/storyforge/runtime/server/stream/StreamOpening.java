package io.storyforge.runtime.server.stream;

/** What came of asking for a stream. */
public sealed interface StreamOpening {
    /** It is open; whoever asked closes it. */
    record Opened(Subscription subscription) implements StreamOpening {}

    /** The user has as many open as one may have. */
    record TooManyOfUser(int limit) implements StreamOpening {}

    /** The server has as many open as it may have. */
    record TooManyInAll(int limit) implements StreamOpening {}

    /** The server is stopping. */
    record Stopping() implements StreamOpening {}
}
