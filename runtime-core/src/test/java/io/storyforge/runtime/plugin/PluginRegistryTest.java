package io.storyforge.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.run.SampleRuns;
import io.storyforge.runtime.testkit.HeardLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How plugins are stopped. */
@Timeout(60) // latches without limits would hang a broken build
final class PluginRegistryTest {
    private static final PluginLimits LIMITS =
            new PluginLimits(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(20), 2);
    private static final PluginLimits HURRIED = new PluginLimits(
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            Duration.ofMillis(100),
            2,
            PluginLimits.QuarantineLimits.DEFAULT);

    private final List<String> stopped = new CopyOnWriteArrayList<>();

    @Test
    void stopsTheLastStartedFirst() {
        PluginRegistry registry = SampleSource.registry(
                LIMITS, () -> SampleRuns.NOW, recording("first"), recording("second"), recording("third"));

        registry.stop();

        assertThat(stopped).containsExactly("third", "second", "first");
    }

    @Test
    void takesNoCallsAfterTheStop() {
        PluginRegistry registry = SampleSource.registry(LIMITS, () -> SampleRuns.NOW, recording("only"));
        Plugin plugin = registry.forScreen("only").orElseThrow();

        registry.stop();

        assertThat(plugin.guard().handoffs().call(() -> 1, LIMITS.call())).isInstanceOf(CallGuard.Outcome.Busy.class);
        assertThat(plugin.guard().tools().call(() -> 1, LIMITS.call())).isInstanceOf(CallGuard.Outcome.Busy.class);
    }

    @Test
    void stopsTheOthersWhenOneThrows() {
        try (HeardLog log = new HeardLog(PluginRegistry.class)) {
            PluginRegistry registry = SampleSource.registry(
                    LIMITS, () -> SampleRuns.NOW, recording("first"), new SampleSource("second").stops(() -> {
                                throw new LinkageError("broken");
                            }));

            registry.stop();

            assertThat(stopped).containsExactly("first");
            assertThat(log.messages())
                    .singleElement()
                    .satisfies(message -> assertThat(message).startsWith("WARNING plugin"));
        }
    }

    @Test
    void stopsTheOthersWhenOneDoesNotEnd() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        try (HeardLog log = new HeardLog(PluginRegistry.class)) {
            PluginRegistry registry = SampleSource.registry(
                    HURRIED, () -> SampleRuns.NOW, recording("first"), new SampleSource("second").stops(() -> {
                                try {
                                    new CountDownLatch(1).await();
                                } finally {
                                    interrupted.countDown();
                                }
                            }));

            registry.stop();

            interrupted.await();
            assertThat(stopped).containsExactly("first");
            assertThat(log.messages()).hasSize(1);
        }
    }

    private SampleSource recording(String screen) {
        return new SampleSource(screen).stops(() -> stopped.add(screen));
    }
}
