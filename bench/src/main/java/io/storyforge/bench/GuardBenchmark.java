package io.storyforge.bench;

import io.storyforge.runtime.governance.GovernanceSnapshot;
import io.storyforge.runtime.plugin.Handoffs;
import io.storyforge.runtime.plugin.PluginConfig;
import io.storyforge.runtime.plugin.PluginHost;
import io.storyforge.runtime.server.store.SqliteStore;
import io.storyforge.runtime.spi.HandoffContext;
import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.HandoffRequest;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.SourceDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A hand-off through everything between the server and the plugin, against a call of the same source by itself. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(java.util.concurrent.TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public class GuardBenchmark {
    private final Quick source = new Quick();
    private final AtomicReference<Stage> stage = new AtomicReference<>();

    /** Answers at once, so that the way there and back is all there is. */
    private static final class Quick implements HandoffSource {
        private final AtomicReference<Given> given = new AtomicReference<>();

        @Override
        public SourceDescriptor descriptor() {
            return SourceDescriptor.forScreen("quick").action("go", "go").build();
        }

        @Override
        public HandoffOutcome handOff(HandoffRequest request, HandoffContext context) {
            given.setPlain(new Given(request, context));
            return HandoffOutcome.declined("no");
        }
    }

    private record Given(HandoffRequest request, HandoffContext context) {}

    private record Stage(Path data, SqliteStore store, PluginHost host, Handoffs handoffs, Handoffs.Press press) {}

    /** Starts a host with the source alone, and presses once to have what the host gives to it. */
    @Setup
    public void start() throws IOException {
        Path data = Files.createTempDirectory("storyforge-guard");
        SqliteStore store = SqliteStore.open(
                data, Clock.systemUTC(), () -> UUID.randomUUID().toString());
        PluginHost host = PluginHost.start(PluginHost.Options.none(PluginConfig.of(Map.of()), Clock.systemUTC())
                .withSource(source));
        Handoffs handoffs = new Handoffs(host.registry(), store, Clock.systemUTC());
        Handoffs.Press press =
                new Handoffs.Press("quick", "go", "", "", Map.of(), Language.CHINESE, GovernanceSnapshot.blank(""));
        handoffs.press(press);
        stage.setPlain(new Stage(data, store, host, handoffs, press));
    }

    /** Ends it. */
    @TearDown
    public void stop() throws IOException {
        Stage ending = stage.getPlain();
        ending.host().close();
        ending.store().close();
        try (Stream<Path> files = Files.walk(ending.data())) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }

    /** The source by itself. */
    @Benchmark
    public Object direct() {
        Given given = source.given.getPlain();
        return source.handOff(given.request(), given.context());
    }

    /** The source as the server calls it. */
    @Benchmark
    public Object guarded() {
        Stage running = stage.getPlain();
        return running.handoffs().press(running.press());
    }
}
