package io.storyforge.runtime.run;

import io.storyforge.runtime.run.RunDecision.Refusal;
import io.storyforge.runtime.spi.Wording;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How a run follows the policy: confirmed again or stopped when it changed, and given more time by it. */
final class PolicyMoves {
    private PolicyMoves() {}

    /** Back to be confirmed, from wherever no step is being done. What is done stays done. */
    static RunDecision renew(Run run, RunCommand.RenewSnapshot command, Instant now) {
        boolean waits = run.status() == RunStatus.NEEDS_CONFIRMATION;
        if (!waits && !mayStop(run)) {
            return RunMachine.wrongState(run, "sent back to be confirmed");
        }
        RunState old = run.head().state();
        Optional<Instant> end = waits ? old.times().expires() : command.until();
        RunState state = new RunState(
                RunStatus.NEEDS_CONFIRMATION,
                StatusText.POLICY_CHANGED.in(run.language()),
                "",
                old.executorKey(),
                old.times().expiring(end, now));
        return RunMachine.accepted(
                run.with(command.snapshot()).with(state),
                EventType.POLICY_CHANGED,
                StatusText.POLICY_CHANGED,
                Map.of("rules", command.rules(), "from", run.status().key()));
    }

    /** The end of a run that may not go on under the policy as it is now. */
    static RunDecision stop(Run run, RunCommand.StopForPolicy command, Instant now) {
        if (!mayStop(run)) {
            return RunMachine.wrongState(run, "stopped");
        }
        Run failed = run.moved(RunStatus.FAILED, StatusText.POLICY_STOPS, now);
        Map<String, Object> details = new LinkedHashMap<>(Recovery.account(failed));
        details.put("rules", command.rules());
        return RunMachine.accepted(failed, EventType.FAILED, StatusText.POLICY_STOPS, details);
    }

    /** More time to confirm, while there is some left; never less than there was. */
    static RunDecision extend(Run run, RunCommand.Extend command, Instant now) {
        RunTimes times = run.head().state().times();
        if (run.status() != RunStatus.NEEDS_CONFIRMATION || times.expires().isEmpty()) {
            return RunMachine.wrongState(run, "given more time");
        }
        if (RunMachine.overdue(run, now)) {
            return RunDecision.refused(Refusal.WRONG_STATE, "the time to confirm this run is over");
        }
        Instant old = times.expires().get();
        Optional<Instant> end = command.until().map(until -> until.isBefore(old) ? old : until);
        RunState state = run.head().state();
        Run extended = run.with(new RunState(
                state.status(), state.summary(), state.blockedReason(), state.executorKey(), times.expiring(end, now)));
        Map<String, Object> details = new LinkedHashMap<>(Map.of("by", command.by()));
        end.ifPresent(until -> details.put("until", until.toString()));
        return RunMachine.accepted(extended, EventType.EXTENDED, Wording.of("确认期限已延长", "Time extended"), details);
    }

    private static boolean mayStop(Run run) {
        return run.status() == RunStatus.QUEUED
                || (run.status() == RunStatus.RUNNING
                        && run.plan().runningStep().isEmpty());
    }
}
