package io.storyforge.runtime.plugin;

import io.storyforge.runtime.plugin.CallGuard.Outcome;
import io.storyforge.runtime.plugin.PluginProblem.Code;
import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.Settings;
import io.storyforge.runtime.spi.SourceDescriptor;
import io.storyforge.runtime.spi.StartContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The steps of loading that run a plugin's own code, each behind its guard and under the start limit. */
final class Opening {
    private final PluginConfig config;

    Opening(PluginConfig config) {
        this.config = config;
    }

    /** Where a source comes from. */
    @FunctionalInterface
    interface Making {
        HandoffSource make() throws LoadException;
    }

    /** Makes the source and asks what it is. */
    Described describe(Making making, PluginGuard guard) throws LoadException {
        // Which step the code is in: what it throws does not tell.
        AtomicReference<Code> phase = new AtomicReference<>(Code.PROVIDER);
        Callable<Described> code = () -> {
            HandoffSource source = making.make();
            phase.set(Code.DESCRIPTOR);
            return describe(source);
        };
        return answer(guard.run(code, guard.limits().start()), phase, guard);
    }

    /** Gives the source its settings, if they are as they have to be. */
    Plugin equip(PluginArtifact artifact, Described described, PluginGuard guard) throws LoadException {
        return new Plugin(
                artifact,
                described.source(),
                described.descriptor(),
                described.tools(),
                GivenSettings.of(described.descriptor(), config.options(artifact.id()), artifact.id()),
                guard);
    }

    /** Starts a plugin that was opened. */
    void start(Plugin plugin) throws LoadException {
        StartContext context = new Start(plugin.settings(), System.getLogger("plugin." + plugin.id()));
        Callable<Boolean> code = () -> {
            plugin.source().start(context);
            return true;
        };
        PluginGuard guard = plugin.guard();
        answer(guard.run(code, guard.limits().start()), new AtomicReference<>(Code.START), guard);
    }

    /** A source and what it says about itself. */
    record Described(HandoffSource source, SourceDescriptor descriptor, List<Plugin.Tool> tools) {}

    private static Described describe(HandoffSource source) {
        SourceDescriptor descriptor =
                given(source.descriptor(), source.getClass().getName() + ".descriptor()");
        List<Plugin.Tool> tools = new ArrayList<>();
        for (AgentTool tool : given(source.tools(), source.getClass().getName() + ".tools()")) {
            tools.add(new Plugin.Tool(given(tool.descriptor(), tool.getClass().getName() + ".descriptor()"), tool));
        }
        return new Described(source, descriptor, tools);
    }

    // A plugin compiled without null checks can answer null.
    private static <T> T given(@Nullable T answer, String what) {
        if (answer == null) {
            throw new IllegalStateException(what + " answered null");
        }
        return answer;
    }

    private static <T> T answer(Outcome<T> outcome, AtomicReference<Code> phase, PluginGuard guard)
            throws LoadException {
        return switch (outcome) {
            case Outcome.Answered<T>(T value) -> value;
            case Outcome.Threw<T>(Throwable cause) when cause instanceof LoadException refused -> throw refused;
            case Outcome.Threw<T>(Throwable cause) ->
                throw LoadException.failed(LoadFailures.problem(phase.get(), cause));
            case Outcome.TimedOut<T> ignored ->
                throw LoadException.failed(PluginProblem.of(
                        Code.START_TIMEOUT,
                        "%s took longer than %d ms"
                                .formatted(
                                        phase.get() == Code.START ? "start" : "loading the source",
                                        guard.limits().start().toMillis()),
                        "move slow work out of it into a thread that stop ends, or raise plugins.start-limit"));
            case Outcome.Busy<T> ignored -> throw new IllegalStateException("a new guard cannot be busy");
        };
    }

    private record Start(Settings settings, System.Logger logger) implements StartContext {}
}
