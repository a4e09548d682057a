package io.storyforge.runtime.run;

import io.storyforge.runtime.governance.GovernanceSnapshot;
import io.storyforge.runtime.spi.Question;
import io.storyforge.runtime.spi.Wording;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that can be asked of a run, by people, by the lane, by the clock and by the executor. */
public sealed interface RunCommand {

    /**
     * A person confirms; with a digest, only the plan that has it.
     *
     * @param policyDigest the policy that was read, as {@code EffectivePolicy.digest()} names it
     */
    record Confirm(String by, String reason, Optional<String> planDigest, Optional<String> policyDigest)
            implements RunCommand {
        /** A person confirms, whatever policy they read. */
        public Confirm(String by, String reason, Optional<String> planDigest) {
            this(by, reason, planDigest, Optional.empty());
        }
    }

    /**
     * A person asks for more time to confirm.
     *
     * @param until the new end; empty when there is no limit any more
     */
    record Extend(String by, Optional<Instant> until) implements RunCommand {}

    /**
     * The policy is not that of the snapshot any more: the run takes up the new one and waits for confirmation.
     *
     * @param rules the names of the rules that changed
     * @param until when the new confirmation comes too late; empty when there is no limit
     */
    record RenewSnapshot(GovernanceSnapshot snapshot, List<String> rules, Optional<Instant> until)
            implements RunCommand {}

    /** The policy changed, and says that the run may not go on. */
    record StopForPolicy(List<String> rules) implements RunCommand {}

    /** A person cancels. */
    record Cancel(String by, String reason) implements RunCommand {}

    /** A person answers the open question; with an id, only the question that has it. */
    record Answer(String by, Map<String, Object> answer, Optional<String> questionId) implements RunCommand {
        /** A person answers, whichever question they read. */
        public Answer(String by, Map<String, Object> answer) {
            this(by, answer, Optional.empty());
        }
    }

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
    record FailRun(Wording reason) implements RunCommand {}

    /** The executor needs a person. */
    record AskPerson(Waiting.Reason reason, int index, Question question) implements RunCommand {}

    /** The executor finished the plan. */
    record Complete(Map<String, Object> result, String summary) implements RunCommand {}

    /** The executor stopped after a cancel. */
    record AcknowledgeCancel() implements RunCommand {}

    /** The executor did not stop within the time that a cancel gives it: the run ends without its word. */
    record EndCancel() implements RunCommand {}

    /** The server came back and nobody works on the run any more. */
    record Recover() implements RunCommand {}
}
