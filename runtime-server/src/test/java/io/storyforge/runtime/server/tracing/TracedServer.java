package io.storyforge.runtime.server.tracing;

import io.storyforge.runtime.identity.Role;
import io.storyforge.runtime.identity.Standing;
import io.storyforge.runtime.server.StoryForgeServer;
import io.storyforge.runtime.server.settings.OwnSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;

/** Servers with settings of tracing, and a member of theirs. */
final class TracedServer {
    static final String NAME = "zhang-xiaoming";

    private TracedServer() {}

    static StoryForgeServer start(Path data, Map<String, String> settings) {
        StoryForgeServer.Plugins plugins = StoryForgeServer.Plugins.in(data.resolve("plugins"), data);
        OwnSettings own = OwnSettings.of(settings, Map.of(), new ArrayList<>());
        return StoryForgeServer.start(new StoryForgeServer.Options("127.0.0.1", 0, data, false, plugins, own));
    }

    /** A token of the member. */
    static String token(StoryForgeServer server) {
        return server.identities().issueToken(server.identities().ensure(NAME, Role.MEMBER, Standing.APPROVED));
    }
}
