package io.storyforge.runtime.run;

import io.storyforge.runtime.spi.Question;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that can be asked of a run, by people, by the lane, by the clock and by the executor. */
public sealed interface RunCommand {

    /** A person confirms; with a digest, only the plan that has it. */
    record Confirm(String by, String reason, Optional<String> planDigest) implements RunCommand {}

    /** A person cancels. */
    record Cancel(String by, String reason) implements RunCommand {}

    /** A person answers the open question. */
    record Answer(String by, Map<String, Object> answer) implements RunCommand {}

    /** A person replaces the plan before it is confirmed; with a digest, only the plan that has it. */
    record EditPlan(String by, String goal, List<PlanStep> steps, Optional<String> planDigest) implements RunCommand {}

    /** The confirmation's time limit has passed. */
    record Expire() implements RunCommand {}

    /** The lane is free: the run is next. */
    record Promote(String executorKey) implements RunCommand {}

    /** The executor begins a step. */
    record StartStep(int index) implements RunCommand {}

    /** The executor tells how far a step is. */
    record ReportProgress(int index, String detail) implements RunCommand {}

    /** The executor finished a step. */
    record FinishStep(int index, String detail) implements RunCommand {}

    /** The executor cannot do a step: the run fails. */
    record FailStep(int index, String reason) implements RunCommand {}

    /** Nothing can go on with the run, whatever step it is at. */
    record FailRun(String reason) implements RunCommand {}

    /** The executor needs a person. */
    record AskPerson(Waiting.Reason reason, int index, Question question) implements RunCommand {}

    /** The executor finished the plan. */
    record Complete(Map<String, Object> result, String summary) implements RunCommand {}

    /** The executor stopped after a cancel. */
    record AcknowledgeCancel() implements RunCommand {}

    /** The server came back and nobody works on the run any more. */
    record Recover() implements RunCommand {}
}
