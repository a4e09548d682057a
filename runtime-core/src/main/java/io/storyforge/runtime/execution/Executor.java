package io.storyforge.runtime.execution;

import io.storyforge.runtime.plugin.CancelSignal;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.Waiting;
import io.storyforge.runtime.spi.Question;
import io.storyforge.runtime.spi.ToolResult;
import io.storyforge.runtime.store.RunRecords.StepOutput;
import java.util.List;
import java.util.function.Consumer;

/** Does the steps of plans. The engine calls it, records what it says, and comes back after a crash. */
public interface Executor {

    /** The word under which runs name it: {@code active_executor_key}. */
    String key();

    /**
     * Does one step, on the run's own thread; may take long. Looks at the cancellation and returns soon after it is
     * requested.
     */
    StepOutcome perform(StepWork work);

    /**
     * A step to do.
     *
     * @param earlier what the finished steps left, in order
     * @param progress takes words on how far the step is
     */
    record StepWork(
            Run run, int index, List<StepOutput> earlier, CancelSignal cancellation, Consumer<String> progress) {}

    /** How a step ended. */
    sealed interface StepOutcome {
        /** It is done. */
        record Done(ToolResult result) implements StepOutcome {}

        /** A person has to say something first. */
        record Asked(Waiting.Reason reason, Question question) implements StepOutcome {}

        /** It cannot be done; the reason is for the user. */
        record Failed(String reason) implements StepOutcome {}

        /** It stopped because the run is being cancelled. */
        record Stopped() implements StepOutcome {}
    }
}
