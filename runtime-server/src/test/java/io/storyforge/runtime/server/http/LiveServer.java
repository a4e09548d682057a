package io.storyforge.runtime.server.http;

import io.storyforge.runtime.identity.Role;
import io.storyforge.runtime.identity.Standing;
import io.storyforge.runtime.identity.User;
import io.storyforge.runtime.server.ServerWithStore;
import io.storyforge.runtime.server.StoryForgeServer;
import io.storyforge.runtime.server.settings.OwnSettings;
import io.storyforge.runtime.server.stream.StreamLimits;
import io.storyforge.runtime.store.RuntimeStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A server on a free port, and the people who use it. */
public final class LiveServer implements AutoCloseable {
    private static final AtomicInteger PEOPLE = new AtomicInteger();
    // A line for every request of every test hides the ones that matter.
    private static final Logger REQUESTS = Logger.getLogger("io.storyforge.requests");

    static {
        REQUESTS.setLevel(Level.WARNING);
    }

    private Optional<StoryForgeServer> running = Optional.empty();

    /** Starts on the data folder. */
    public void start(Path data) {
        running = Optional.of(StoryForgeServer.start(new StoryForgeServer.Options("127.0.0.1", 0, data, false)));
    }

    /** Starts on the data folder with the plugins. */
    public void start(Path data, StoryForgeServer.Plugins plugins) {
        running =
                Optional.of(StoryForgeServer.start(new StoryForgeServer.Options("127.0.0.1", 0, data, false, plugins)));
    }

    /** Starts on the data folder with other limits for streams. */
    public void start(Path data, StreamLimits limits) {
        StoryForgeServer.Plugins plugins = StoryForgeServer.Plugins.in(data.resolve("plugins"), data);
        running = Optional.of(StoryForgeServer.start(
                new StoryForgeServer.Options("127.0.0.1", 0, data, false, plugins, OwnSettings.USUAL.with(limits))));
    }

    /** Starts on the data folder with something in front of the store. */
    public void start(Path data, UnaryOperator<RuntimeStore> front) {
        running = Optional.of(ServerWithStore.start(data, front));
    }

    /** Stops and starts again. */
    public void restart(Path data) {
        close();
        start(data);
    }

    /** Somebody who uses the server, known by a token. */
    public record Person(User user, String token, ApiClient api) {
        /** The person's project, just made. */
        public String project(String name) {
            return api.post("/v2/projects", Map.of("name", name)).expect(201).id();
        }

        /** The person's runs. */
        public Runs runs() {
            return new Runs(api);
        }
    }

    /** A new approved member. */
    public Person member() {
        return person(Role.MEMBER, Standing.APPROVED);
    }

    /** A new approved administrator. */
    public Person admin() {
        return person(Role.ADMIN, Standing.APPROVED);
    }

    /** A new user. */
    public Person person(Role role, Standing standing) {
        User user = server().identities().ensure("person-" + PEOPLE.incrementAndGet(), role, standing);
        String token = server().identities().issueToken(user);
        return new Person(user, token, anonymous().token(token));
    }

    /** A client without credentials. */
    public ApiClient anonymous() {
        return ApiClient.of(server().port());
    }

    /** The server. */
    public StoryForgeServer server() {
        return running.orElseThrow(() -> new IllegalStateException("not started"));
    }

    @Override
    public void close() {
        running.ifPresent(StoryForgeServer::close);
        running = Optional.empty();
    }
}
