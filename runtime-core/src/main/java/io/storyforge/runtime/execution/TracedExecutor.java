package io.storyforge.runtime.execution;

import io.storyforge.runtime.trace.ConfirmingSpans;
import io.storyforge.runtime.trace.Span;
import io.storyforge.runtime.trace.Tracing;

/** An executor whose steps are spans, each with a link to the request that confirmed the run. */
public final class TracedExecutor implements Executor {
    private final Executor executor;
    private final Tracing tracing;
    private final ConfirmingSpans confirming;

    /** The executor as the engine sees it. */
    public TracedExecutor(Executor executor, Tracing tracing, ConfirmingSpans confirming) {
        this.executor = executor;
        this.tracing = tracing;
        this.confirming = confirming;
    }

    /** The executor, traced where anybody collects. */
    public static Executor around(Executor executor, Tracing tracing, ConfirmingSpans confirming) {
        return tracing.equals(Tracing.OFF) ? executor : new TracedExecutor(executor, tracing, confirming);
    }

    @Override
    public String key() {
        return executor.key();
    }

    @Override
    public StepOutcome perform(StepWork work) {
        try (Span span = tracing.begin(Tracing.Kind.WORK, "executor.step")) {
            span.linkedTo(confirming.of(work.run().id()))
                    .with("storyforge.run.id", work.run().id())
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
