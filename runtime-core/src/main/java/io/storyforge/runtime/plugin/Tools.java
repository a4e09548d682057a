package io.storyforge.runtime.plugin;

import io.storyforge.runtime.plugin.CallGuard.Outcome;
import io.storyforge.runtime.plugin.PluginRegistry.OwnedTool;
import io.storyforge.runtime.run.PlanStep;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.spi.Cancellation;
import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Documents;
import io.storyforge.runtime.spi.Governance;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.Settings;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.store.RunRecords.StepOutput;
import io.storyforge.runtime.store.RuntimeStore;
import io.storyforge.runtime.trace.Span;
import io.storyforge.runtime.trace.Tracing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Calls the tool that a step names. */
public final class Tools {
    // A tool that looks at its cancellation ends by itself; one that does not is interrupted after this.
    private static final Duration CANCEL_GRACE = Duration.ofSeconds(2);

    private final PluginRegistry plugins;
    private final RuntimeStore store;
    private final InstantSource clock;
    private final Tracing tracing;

    /** The tools of the given plugins. */
    public Tools(PluginRegistry plugins, RuntimeStore store, InstantSource clock) {
        this(plugins, store, clock, Tracing.OFF);
    }

    /** The tools of the given plugins, each call a span. */
    public Tools(PluginRegistry plugins, RuntimeStore store, InstantSource clock, Tracing tracing) {
        this.tracing = tracing;
        this.plugins = plugins;
        this.store = store;
        this.clock = clock;
    }

    /**
     * A step's call.
     *
     * @param earlier what the finished steps left, in order
     * @param progress takes words on how far the step is
     */
    public record Step(
            Run run, int index, List<StepOutput> earlier, CancelSignal cancellation, Consumer<String> progress) {
        PlanStep plan() {
            return run.plan().steps().get(index);
        }
    }

    /** How a call ended. */
    public sealed interface Answer {
        /** The tool answered. */
        record Answered(ToolOutcome outcome) implements Answer {}

        /** No active plugin brings the tool. */
        record NoTool(String key) implements Answer {}

        /** The tool threw or answered something illegal; the log has the cause. */
        record ToolFailed(String key) implements Answer {}

        /** The tool did not answer in time; its thread may still be busy. */
        record TimedOut(String key) implements Answer {}

        /** The plugin was busy with other calls for as long as the limit. */
        record Busy(String key) implements Answer {}
    }

    /**
     * Calls the step's tool under the tool limit, once the plugin has a place for it. A requested cancel interrupts it after a
     * moment.
     */
    public Answer call(Step step) {
        String key = step.plan().tool();
        Optional<OwnedTool> found = plugins.tool(key);
        if (found.isEmpty()) {
            return new Answer.NoTool(key);
        }
        return switch (call(step, found.get())) {
            case Outcome.Answered<ToolOutcome>(ToolOutcome outcome) -> new Answer.Answered(outcome);
            case Outcome.Threw<ToolOutcome>(Throwable cause) -> failed(step, cause);
            case Outcome.TimedOut<ToolOutcome> ignored -> new Answer.TimedOut(key);
            case Outcome.Busy<ToolOutcome> ignored -> new Answer.Busy(key);
        };
    }

    private Outcome<ToolOutcome> call(Step step, OwnedTool owned) {
        try (Span span = tracing.begin(Tracing.Kind.WORK, "plugin.tool")) {
            span.with("storyforge.plugin.id", owned.plugin().id())
                    .with("storyforge.tool", step.plan().tool());
            return CallSpans.ended(span, guarded(step, owned));
        }
    }

    private Outcome<ToolOutcome> guarded(Step step, OwnedTool owned) {
        PluginGuard guard = owned.plugin().guard();
        GuardedCall<ToolOutcome> call = guard.beginTool(
                tracing.carried(() -> owned.tool().code().call(input(step, owned.plugin()))),
                () -> step.cancellation().requested());
        step.cancellation()
                .whenRequested(() -> CompletableFuture.delayedExecutor(CANCEL_GRACE.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(call::interrupt));
        return guard.await(call);
    }

    // Made when the call begins: the time it waited for its place is not the tool's.
    private ToolCall input(Step step, Plugin plugin) {
        return new Input(
                step, store, clock, clock.instant().plus(plugin.guard().limits().tool()), plugin.settings());
    }

    private static Answer failed(Step step, Throwable cause) {
        if (!step.cancellation().requested()) {
            System.getLogger(Tools.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "tool %s failed in run %s"
                                    .formatted(step.plan().tool(), step.run().id()),
                            cause);
        }
        return new Answer.ToolFailed(step.plan().tool());
    }

    private record Input(Step step, RuntimeStore store, InstantSource clock, Instant deadline, Settings settings)
            implements ToolCall {
        @Override
        public String runId() {
            return step.run().id();
        }

        @Override
        public Content arguments() {
            return Content.of(step.plan().arguments());
        }

        @Override
        public Optional<Content> outputOf(String toolKey) {
            return step.earlier().stream()
                    .filter(output -> output.tool().equals(toolKey))
                    .reduce((first, second) -> second)
                    .map(output -> Content.of(output.content()).object("output"));
        }

        @Override
        public Optional<Content> answer() {
            Map<String, Object> answer = step.plan().progress().answer();
            return answer.isEmpty() ? Optional.empty() : Optional.of(Content.of(answer));
        }

        @Override
        public Governance governance() {
            return new SnapshotView(step.run().governance());
        }

        @Override
        public Documents documents() {
            return new ProjectDocuments(store, step.run().lane().projectId());
        }

        @Override
        public Language language() {
            return step.run().language();
        }

        @Override
        public void progress(String detail) {
            step.progress().accept(detail);
        }

        @Override
        public Cancellation cancellation() {
            return step.cancellation();
        }
    }
}
