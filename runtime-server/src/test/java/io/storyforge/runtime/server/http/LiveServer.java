package io.storyforge.runtime.server.http;

import io.storyforge.runtime.identity.Role;
import io.storyforge.runtime.identity.Standing;
import io.storyforge.runtime.identity.User;
import io.storyforge.runtime.plugin.PluginConfig;
import io.storyforge.runtime.server.ServerWithStore;
import io.storyforge.runtime.server.StoryForgeServer;
import io.storyforge.runtime.server.settings.OwnSettings;
import io.storyforge.runtime.server.stream.StreamLimits;
import io.storyforge.runtime.store.RuntimeStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
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

    private static final AtomicReference<Breakage> BREAKAGE = new AtomicReference<>(Breakage.NONE);

    private final List<RuntimeStore> stores = new ArrayList<>();
    private Optional<StoryForgeServer> running = Optional.empty();

    /**
     * What is wrong with every server that is started, which only the tests of the tests want.
     *
     * @param store is put in front of the store
     * @param streams changes the limits of streams
     * @param plugins changes what is said about plugins
     * @param stopsStoreFirst whether a stop closes the store before the requests have ended
     */
    public record Breakage(
            UnaryOperator<RuntimeStore> store,
            UnaryOperator<StreamLimits> streams,
            UnaryOperator<PluginConfig> plugins,
            boolean stopsStoreFirst) {
        static final Breakage NONE =
                new Breakage(UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity(), false);

        /** Does the work while every server that is started is broken so. */
        public void during(Runnable work) {
            BREAKAGE.set(this);
            try {
                work.run();
            } finally {
                BREAKAGE.set(NONE);
            }
        }
    }

    /** Starts on the data folder. */
    public void start(Path data) {
        start(new StoryForgeServer.Options("127.0.0.1", 0, data, false), UnaryOperator.identity());
    }

    /** Starts on the data folder with the plugins. */
    public void start(Path data, StoryForgeServer.Plugins plugins) {
        PluginConfig asBroken = BREAKAGE.get().plugins().apply(plugins.config());
        start(
                new StoryForgeServer.Options("127.0.0.1", 0, data, false, plugins.with(asBroken)),
                UnaryOperator.identity());
    }

    /** Starts on the data folder with other limits for streams. */
    public void start(Path data, StreamLimits limits) {
        StoryForgeServer.Plugins plugins = StoryForgeServer.Plugins.in(data.resolve("plugins"), data);
        StreamLimits asBroken = BREAKAGE.get().streams().apply(limits);
        start(
                new StoryForgeServer.Options("127.0.0.1", 0, data, false, plugins, OwnSettings.USUAL.with(asBroken)),
                UnaryOperator.identity());
    }

    /** Starts on the data folder with something in front of the store. */
    public void start(Path data, UnaryOperator<RuntimeStore> front) {
        start(new StoryForgeServer.Options("127.0.0.1", 0, data, false), front);
    }

    private void start(StoryForgeServer.Options options, UnaryOperator<RuntimeStore> front) {
        running = Optional.of(ServerWithStore.start(options, sound -> {
            stores.add(sound);
            return front.apply(BREAKAGE.get().store().apply(sound));
        }));
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
        if (BREAKAGE.get().stopsStoreFirst()) {
            stores.forEach(RuntimeStore::close);
        }
        stores.clear();
        running.ifPresent(StoryForgeServer::close);
        running = Optional.empty();
    }
}
