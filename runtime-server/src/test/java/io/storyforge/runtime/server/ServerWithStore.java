package io.storyforge.runtime.server;

import io.storyforge.runtime.store.RuntimeStore;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Starts a server on a store that a test has put something in front of. */
public final class ServerWithStore {
    private ServerWithStore() {}

    /** A server on a free port whose parts see the store only as the test shows it. */
    public static StoryForgeServer start(Path data, UnaryOperator<RuntimeStore> front) {
        return start(new StoryForgeServer.Options("127.0.0.1", 0, data, false), front);
    }

    /** A server whose parts see the store only as the test shows it. */
    public static StoryForgeServer start(StoryForgeServer.Options options, UnaryOperator<RuntimeStore> front) {
        return StoryForgeServer.start(options, front);
    }
}
