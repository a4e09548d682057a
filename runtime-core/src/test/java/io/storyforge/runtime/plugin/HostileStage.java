package io.storyforge.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.governance.GovernanceSnapshot;
import io.storyforge.runtime.plugin.PluginProblem.Code;
import io.storyforge.runtime.plugin.PluginRegistry.Entry;
import io.storyforge.runtime.run.Plan;
import io.storyforge.runtime.run.PlanStep;
import io.storyforge.runtime.run.SampleRuns;
import io.storyforge.runtime.run.StepProgress;
import io.storyforge.runtime.run.StepStatus;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.store.InMemoryStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A host with the good plugin and whatever else a test drops into its folder. */
final class HostileStage implements AutoCloseable {
    final Path folder;

    private final Path copies;
    private final InMemoryStore store = new InMemoryStore();
    private final Map<String, String> values = new TreeMap<>();
    private Optional<PluginHost> running = Optional.empty();

    HostileStage(Path place) {
        this.folder = place.resolve("plugins");
        this.copies = place.resolve("copies");
        PluginJar.of("good").writeTo(folder.resolve("good.jar"));
        // On a busy machine the good one may need a while; the bad ones are given little.
        configure("call-limit", "20s");
        configure("tool-limit", "20s");
        configure("start-limit", "20s");
    }

    /** Says something under {@code plugins}. */
    HostileStage configure(String key, String value) {
        values.put(key, value);
        return this;
    }

    HostileStage drop(String file, PluginJar jar) {
        jar.writeTo(folder.resolve(file));
        return this;
    }

    /** Starts the host; the row of the plugin that is not the good one. */
    Entry start(JarLimits jars) {
        PluginConfig config = PluginConfig.of(values);
        assertThat(config.problems()).isEmpty();
        config = new PluginConfig(config.abortOnFailure(), config.limits(), jars, config.plugins(), config.problems());
        PluginHost host = PluginHost.start(
                PluginHost.Options.none(config, () -> SampleRuns.NOW).withFolder(folder, copies));
        running = Optional.of(host);
        return host.registry().entries().stream()
                .filter(entry -> !entry.id().equals("good"))
                .findFirst()
                .orElseThrow();
    }

    Entry start() {
        return start(JarLimits.DEFAULT);
    }

    PluginHost host() {
        return running.orElseThrow();
    }

    /** Presses the plugin's only action. */
    Handoffs.Answer press(String screen, String... fields) {
        Map<String, String> sent = new TreeMap<>();
        for (String field : fields) {
            sent.put(field, "1");
        }
        return new Handoffs(host().registry(), store, () -> SampleRuns.NOW)
                .press(new Handoffs.Press(
                        screen, "go", "", "", sent, Language.CHINESE, GovernanceSnapshot.blank("douyin")));
    }

    /** Calls the tool as the only step of a run. */
    Tools.Answer work(String tool) {
        StepProgress running =
                new StepProgress(StepStatus.RUNNING, "", Map.of(), Optional.of(SampleRuns.NOW), Optional.empty(), 0);
        Plan plan = new Plan("做", 1, List.of(new PlanStep("s1", "做", tool, Map.of(), Effect.READ_ONLY, "", running)));
        return new Tools(host().registry(), store, () -> SampleRuns.NOW)
                .call(new Tools.Step(SampleRuns.unconfirmed(plan), 0, List.of(), new CancelSignal(), words -> {}));
    }

    /** The state, its code, its words, its hint, and that the good one answers. */
    void assertUnusable(Entry entry, String status, Code code, String message, String hint) {
        assertThat(entry.status().key()).isEqualTo(status);
        assertThat(entry.plugin()).isEmpty();
        assertThat(entry.status().problem()).hasValueSatisfying(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.message()).contains(message);
            assertThat(problem.hint()).contains(hint);
        });
        assertGoodAnswers();
    }

    void assertGoodAnswers() {
        assertThat(press("good")).isInstanceOf(Handoffs.Answer.Drafted.class);
    }

    @Override
    public void close() {
        running.ifPresent(PluginHost::close);
        store.close();
    }
}
