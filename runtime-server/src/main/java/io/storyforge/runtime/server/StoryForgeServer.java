package io.storyforge.runtime.server;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.storyforge.runtime.execution.Executor;
import io.storyforge.runtime.execution.RunEngine;
import io.storyforge.runtime.execution.RunService;
import io.storyforge.runtime.execution.ToolExecutor;
import io.storyforge.runtime.execution.TracedExecutor;
import io.storyforge.runtime.plugin.Handoffs;
import io.storyforge.runtime.plugin.PluginConfig;
import io.storyforge.runtime.plugin.PluginHost;
import io.storyforge.runtime.plugin.PluginWatcher;
import io.storyforge.runtime.plugin.Tools;
import io.storyforge.runtime.server.health.Health;
import io.storyforge.runtime.server.http.Api;
import io.storyforge.runtime.server.http.MetricsAccess;
import io.storyforge.runtime.server.identity.Identities;
import io.storyforge.runtime.server.metrics.HttpCounts;
import io.storyforge.runtime.server.metrics.Metrics;
import io.storyforge.runtime.server.net.IoDeadline;
import io.storyforge.runtime.server.sample.SampleProject;
import io.storyforge.runtime.server.settings.OwnSettings;
import io.storyforge.runtime.server.settings.OwnSettings.Traces;
import io.storyforge.runtime.server.store.EventRetention;
import io.storyforge.runtime.server.store.SqliteStore;
import io.storyforge.runtime.server.stream.EventStreams;
import io.storyforge.runtime.server.tracing.OtlpTracing;
import io.storyforge.runtime.store.RuntimeStore;
import io.storyforge.runtime.trace.ConfirmingSpans;
import io.storyforge.runtime.trace.TracedStore;
import io.storyforge.runtime.trace.Tracing;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A running server: store, plugins, engine, streams and HTTP, started in this order and stopped in reverse. */
public final class StoryForgeServer implements AutoCloseable {
    static final String COPIES = "plugin-copies";
    // What a stop lets requests take to be answered.
    private static final Duration STOP_GRACE = Duration.ofSeconds(10);
    // A connection on which nothing is asked; also one whose request stops in its first line.
    private static final Duration IDLE = Duration.ofMinutes(2);
    // Each stream is one, and a client that stops within its headers holds one: Helidon has no time limit for those.
    private static final int MOST_CONNECTIONS = 10_000;

    private final Opened opened;
    private final Optional<PluginWatcher> watcher;
    private final RunEngine engine;
    private final Identities identities;
    private final Optional<EventRetention> retention;
    private final WebServer http;

    /**
     * How to serve.
     *
     * @param port 0 takes a free one
     * @param sample make the sample project when it is not there
     */
    public record Options(String host, int port, Path data, boolean sample, Plugins plugins, OwnSettings settings) {
        /** With the plugins in the data folder. */
        public Options(String host, int port, Path data, boolean sample) {
            this(host, port, data, sample, Plugins.in(data.resolve("plugins"), data));
        }

        /** With the usual settings. */
        public Options(String host, int port, Path data, boolean sample, Plugins plugins) {
            this(host, port, data, sample, plugins, OwnSettings.USUAL);
        }
    }

    /**
     * Which plugins to serve beside those that are shipped.
     *
     * @param watch whether rebuilt plugins in the folder are swapped in; for the work on plugins
     */
    public record Plugins(PluginFolders folders, boolean watch, PluginConfig config) {
        /** Those in the folder, with nothing configured. */
        public static Plugins in(Path folder, Path data) {
            return new Plugins(PluginFolders.of(folder, data.resolve(COPIES)), false, PluginConfig.of(Map.of()));
        }

        /** The same with what the operator says. */
        public Plugins with(PluginConfig other) {
            return new Plugins(folders, watch, other);
        }
    }

    private StoryForgeServer(Options options, UnaryOperator<RuntimeStore> front, Opened opened) {
        InstantSource clock = Clock.systemUTC();
        Supplier<String> ids = new Ids();
        this.opened = opened;
        opened.closing(DataFolder.take(options.data())::close);
        Tracing tracing = tracing(options, opened);
        SqliteStore sqlite = SqliteStore.open(options.data(), clock, ids);
        opened.closing(sqlite::close);
        RuntimeStore store = front.apply(TracedStore.around(sqlite, tracing));
        ConfirmingSpans confirming = new ConfirmingSpans(tracing);
        confirming.follow(store);
        this.retention = options.settings().keepSteps().map(keep -> new EventRetention(sqlite, clock, keep));
        retention.ifPresent(removing -> opened.closing(removing::close));
        PluginHost plugins = PluginHost.start(options.plugins()
                .folders()
                .over(PluginHost.Options.none(options.plugins().config(), clock)));
        opened.closing(plugins::close);
        this.watcher = options.plugins().watch()
                ? Optional.of(
                        new PluginWatcher(plugins, options.plugins().folders().dropped()))
                : Optional.empty();
        watcher.ifPresent(watching -> opened.closing(watching::close));
        Tools tools = new Tools(plugins.registry(), store, clock, tracing);
        Executor executor = TracedExecutor.around(new ToolExecutor(tools), tracing, confirming);
        RunService service = new RunService(clock, ids, executor.key());
        this.engine = new RunEngine(store, service, executor, clock, ids.get());
        this.identities = new Identities(store, clock, ids);
        IoDeadline deadlines = new IoDeadline("slow-clients", Duration.ofMillis(200));
        opened.closing(deadlines::close);
        EventStreams streams =
                new EventStreams(store, identities, service, options.settings().streams(), deadlines);
        if (options.sample()) {
            new SampleProject(store, clock, ids).ensure();
        }
        Handoffs handoffs = new Handoffs(plugins.registry(), store, clock, tracing);
        HttpCounts requests = new HttpCounts();
        Metrics metrics = new Metrics(sqlite, engine, streams, plugins.registry(), requests);
        MetricsAccess access =
                MetricsAccess.of(options.settings().metricsAccess()).orElse(MetricsAccess.NOBODY);
        Api api = new Api(
                new Api.Parts(store, service, plugins.registry(), handoffs, identities, streams, deadlines, clock, ids),
                new Api.Operations(requests, metrics::text, access, tracing, confirming));
        HttpRouting.Builder routing = HttpRouting.builder();
        api.register(routing);
        this.http = web(options, sqlite, plugins, routing);
        opened.closing(() -> {
            if (http.isRunning()) {
                http.stop();
            }
        });
        opened.closing(engine::close);
        // Open streams would keep HTTP from stopping.
        opened.closing(streams::close);
    }

    private static WebServer web(Options options, SqliteStore sqlite, PluginHost plugins, HttpRouting.Builder routing) {
        return WebServer.builder()
                .host(options.host())
                .port(options.port())
                .shutdownHook(false)
                .shutdownGracePeriod(STOP_GRACE)
                .idleConnectionTimeout(IDLE)
                .maxTcpConnections(MOST_CONNECTIONS)
                .featuresDiscoverServices(false)
                .addFeature(Health.of(
                        sqlite,
                        options.data(),
                        options.settings().leastFreeMegabytes(),
                        plugins.registry(),
                        options.plugins().config()))
                .routing(routing)
                .build();
    }

    // Nothing of the library is loaded while nobody collects.
    private static Tracing tracing(Options options, Opened opened) {
        Traces traces = options.settings().traces();
        return traces.collector()
                .<Tracing>map(address -> {
                    OtlpTracing sending = OtlpTracing.to(address, traces.acceptParent());
                    opened.closing(sending::close);
                    return sending;
                })
                .orElse(Tracing.OFF);
    }

    /** Starts a server; refuses with a sentence when it cannot. */
    public static StoryForgeServer start(Options options) {
        return start(options, UnaryOperator.identity());
    }

    /** Starts a server that sees its store through a front. */
    static StoryForgeServer start(Options options, UnaryOperator<RuntimeStore> front) {
        Opened opened = new Opened();
        try {
            StoryForgeServer server = new StoryForgeServer(options, front, opened);
            server.engine.start();
            server.watcher.ifPresent(PluginWatcher::start);
            server.retention.ifPresent(EventRetention::start);
            server.http.start();
            // Helidon only logs when it cannot listen.
            if (!server.http.isRunning()) {
                throw new StartException("port %d of %s is taken by another program or may not be used"
                        .formatted(options.port(), options.host()));
            }
            return server;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** The port that is served. */
    public int port() {
        return http.port();
    }

    /** Users and their secrets. */
    public Identities identities() {
        return identities;
    }

    /**
     * Stops: streams say good-bye, runs are released for the next start, requests that were begun are answered, and
     * nothing new is taken.
     */
    @Override
    public void close() {
        opened.close();
    }
}
