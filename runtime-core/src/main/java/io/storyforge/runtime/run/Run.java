package io.storyforge.runtime.run;

import io.storyforge.runtime.governance.GovernanceSnapshot;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A run: what was handed to the main agent, under which policy, and how far it is. Immutable; {@link RunMachine} makes
 * the next one.
 *
 * @param result what came out: {@code summary}, {@code tables}, {@code output}; empty until done
 * @param waiting what it waits for while blocked
 */
public record Run(
        RunHead head, GovernanceSnapshot governance, Plan plan, Map<String, Object> result, Optional<Waiting> waiting) {

    /** A run that nobody has confirmed. */
    public static Run unconfirmed(
            RunKey key,
            Lane lane,
            RunOrigin origin,
            RunBrief brief,
            GovernanceSnapshot governance,
            Plan plan,
            RunTimes times) {
        RunState state = new RunState(RunStatus.NEEDS_CONFIRMATION, StatusText.NEEDS_CONFIRMATION, "", "", times);
        return new Run(new RunHead(key, lane, origin, brief, state), governance, plan, Map.of(), Optional.empty());
    }

    /** The run's id. */
    public String id() {
        return head.key().id();
    }

    /** The run's lane. */
    public Lane lane() {
        return head.lane();
    }

    /** The run's status. */
    public RunStatus status() {
        return head.state().status();
    }

    Run with(RunState state) {
        return new Run(
                new RunHead(head.key(), head.lane(), head.origin(), head.brief(), state),
                governance,
                plan,
                result,
                waiting);
    }

    Run with(Plan newPlan) {
        return new Run(head, governance, newPlan, result, waiting);
    }

    Run with(Map<String, Object> newResult) {
        return new Run(head, governance, plan, newResult, waiting);
    }

    Run waitingFor(Optional<Waiting> what) {
        return new Run(head, governance, plan, result, what);
    }

    Run moved(RunStatus status, String summary, Instant now) {
        RunState old = head.state();
        RunTimes times =
                status.terminal() ? old.times().finishedAt(now) : old.times().updatedAt(now);
        return with(new RunState(status, summary, "", old.executorKey(), times));
    }

    Run touched(Instant now) {
        RunState old = head.state();
        return with(new RunState(
                old.status(),
                old.summary(),
                old.blockedReason(),
                old.executorKey(),
                old.times().updatedAt(now)));
    }
}
