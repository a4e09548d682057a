package io.storyforge.runtime.execution;

import io.storyforge.runtime.trace.Span;
import io.storyforge.runtime.trace.Tracing;

/** An executor whose steps are spans. */
public final class TracedExecutor implements Executor {
    private final Executor executor;
    private final Tracing tracing;

    /** The executor as the engine sees it. */
    public TracedExecutor(Executor executor, Tracing tracing) {
        this.executor = executor;
        this.tracing = tracing;
    }

    /** The executor, traced where anybody collects. */
    public static Executor around(Executor executor, Tracing tracing) {
        return tracing.equals(Tracing.OFF) ? executor : new TracedExecutor(executor, tracing);
    }

    @Override
    public String key() {
        return executor.key();
    }

    @Override
    public StepOutcome perform(StepWork work) {
        try (Span span = tracing.begin(Tracing.Kind.WORK, "executor.step")) {
            span.with("storyforge.run.id", work.run().id())
                    .with("storyforge.step.index", Integer.toString(work.index()))
                    .with("storyforge.executor", executor.key());
            StepOutcome outcome = executor.perform(work);
            if (outcome instanceof StepOutcome.Failed) {
                span.failed("failed");
            }
            return outcome;
        }
    }
}
