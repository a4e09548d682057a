package io.storyforge.runtime.run;

import io.storyforge.runtime.governance.EffectivePolicy;
import io.storyforge.runtime.governance.GovernanceSnapshot;
import io.storyforge.runtime.governance.PolicyGate;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
        String waits = StatusText.NEEDS_CONFIRMATION.in(origin.language());
        RunState state = new RunState(RunStatus.NEEDS_CONFIRMATION, waits, "", "", times);
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

    /** The language that it is told in. */
    public Language language() {
        return head.origin().language();
    }

    /** The run's status. */
    public RunStatus status() {
        return head.state().status();
    }

    /** True when a step of it was begun: what is done stays done, so its plan cannot be replaced any more. */
    public boolean begun() {
        return plan.steps().stream().anyMatch(step -> step.status() != StepStatus.PENDING);
    }

    /** True when the policy of its snapshot speaks of who may confirm it. */
    boolean restrictsConfirming() {
        return PolicyGate.of(new EffectivePolicy(governance.effectivePolicy(), Map.of()))
                .restrictsConfirming();
    }

    /**
     * Names the open question among all that the run ever asks: the place of its step, and how often that step has
     * asked. Empty while there is none.
     */
    public Optional<String> questionId() {
        return waiting.map(Waiting::stepIndex)
                .map(index -> "%d.%d"
                        .formatted(index + 1, plan.steps().get(index).progress().asked()));
    }

    /** What its owner can do with the run, as the words of the API; the policy may still forbid it. */
    public List<String> allowedActions() {
        if (status() != RunStatus.NEEDS_CONFIRMATION) {
            return status().allowedActions();
        }
        List<String> actions = new ArrayList<>(status().allowedActions());
        if (begun()) {
            actions.remove("edit");
        }
        if (head.state().times().expires().isPresent()) {
            actions.add("extend");
        }
        return actions;
    }

    Run with(RunState state) {
        return new Run(
                new RunHead(head.key(), head.lane(), head.origin(), head.brief(), state),
                governance,
                plan,
                result,
                waiting);
    }

    Run with(GovernanceSnapshot newGovernance) {
        return new Run(head, newGovernance, plan, result, waiting);
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

    Run moved(RunStatus status, Wording text, Instant now) {
        return moved(status, text.in(language()), now);
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
