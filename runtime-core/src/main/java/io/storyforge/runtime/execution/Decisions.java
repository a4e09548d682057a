package io.storyforge.runtime.execution;

import io.storyforge.runtime.execution.RunService.Outcome;
import io.storyforge.runtime.governance.EffectivePolicy;
import io.storyforge.runtime.governance.PolicyDrift;
import io.storyforge.runtime.governance.PolicyGate;
import io.storyforge.runtime.governance.PolicyGate.Confirmer;
import io.storyforge.runtime.governance.PolicyGate.Violation;
import io.storyforge.runtime.governance.PolicyLayer;
import io.storyforge.runtime.run.Plan;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunCommand;
import io.storyforge.runtime.run.RunDecision;
import io.storyforge.runtime.run.RunDecision.Refusal;
import io.storyforge.runtime.run.RunMachine;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.store.Records;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the policy of now says to a person's command, before the state machine is asked. */
final class Decisions {
    private static final Violation OWNER = new Violation("owner", "only the owner of the run may do that");

    private Decisions() {}

    /** Who asked what of which run. */
    record Asked(Run run, Actor actor, RunCommand command) {
        boolean own() {
            return run.lane().userId().equals(actor.userId());
        }

        boolean waits() {
            return run.status() == RunStatus.NEEDS_CONFIRMATION;
        }
    }

    static Outcome decide(RunService service, Records records, Asked asked, Instant now) {
        if (!asked.own() && !mayApprover(asked.command())) {
            return new Outcome.Denied(List.of(OWNER));
        }
        if (!asked.own() && !asked.waits()) {
            RunDecision.Refused over = new RunDecision.Refused(
                    Refusal.WRONG_STATE,
                    "a run that is %s waits for nobody to confirm it"
                            .formatted(asked.run().status().key()),
                    List.of());
            return new Outcome.Refused(over, asked.run());
        }
        if (!asked.waits()) {
            return service.apply(records, asked.run(), asked.command());
        }
        return switch (asked.command()) {
            case RunCommand.Confirm confirm -> confirm(service, records, asked, confirm, now);
            case RunCommand.EditPlan edit -> edit(service, records, asked, edit, now);
            default -> service.apply(records, asked.run(), asked.command());
        };
    }

    private static boolean mayApprover(RunCommand command) {
        return command instanceof RunCommand.Confirm
                || command instanceof RunCommand.Cancel
                || command instanceof RunCommand.Extend;
    }

    private static Outcome edit(
            RunService service, Records records, Asked asked, RunCommand.EditPlan edit, Instant now) {
        Run run = asked.run();
        PolicyGate gate = PolicyBook.gate(records, run.head(), now);
        List<Violation> violations = gate.againstCreating(PolicyBook.creation(
                records, gate, run.lane(), run.head().brief(), new Plan(edit.goal(), 1, edit.steps())));
        return violations.isEmpty() ? service.apply(records, run, edit) : new Outcome.Denied(violations);
    }

    private static Outcome confirm(
            RunService service, Records records, Asked asked, RunCommand.Confirm confirm, Instant now) {
        Run run = asked.run();
        List<PolicyLayer> layers = PolicyBook.layers(records, run.head());
        EffectivePolicy policy = EffectivePolicy.merge(layers, now);
        PolicyDrift drift = PolicyDrift.between(run.governance(), policy);
        List<Violation> violations = against(records, asked, confirm, PolicyGate.of(policy), drift);
        if (!violations.isEmpty()) {
            return new Outcome.Denied(violations);
        }
        if (RunMachine.decide(run, confirm, now) instanceof RunDecision.Refused refused) {
            return new Outcome.Refused(refused, run);
        }
        boolean read = confirm.policyDigest().filter(policy.digest()::equals).isPresent();
        if (!read && (confirm.policyDigest().isPresent() || drift.asksAgain())) {
            return new Outcome.Refused(policyChanged(drift), run);
        }
        if (drift.none() || !read) {
            return service.apply(records, run, confirm);
        }
        // The person confirms under the policy they read: it is the one that is kept.
        RunCommand renewal = PolicyBook.renewal(run, layers, drift, now);
        return service.apply(records, run, renewal) instanceof Outcome.Applied(Run renewed)
                ? service.apply(records, renewed, confirm)
                : new Outcome.Refused(policyChanged(drift), run);
    }

    private static List<Violation> against(
            Records records, Asked asked, RunCommand.Confirm confirm, PolicyGate gate, PolicyDrift drift) {
        Set<String> roles = gate.restrictsConfirming() ? roles(records, asked) : Set.of();
        List<Violation> violations = new ArrayList<>(gate.againstConfirming(
                new Confirmer(asked.own(), roles), confirm.planDigest().isPresent()));
        violations.addAll(gate.againstPlan(PolicyBook.creation(asked.run())));
        if (drift.stops()) {
            violations.add(new Violation(
                    PolicyDrift.RULE,
                    "the policy changed since this run was made: " + String.join(", ", drift.rules())));
        }
        return violations;
    }

    private static Set<String> roles(Records records, Asked asked) {
        Set<String> roles =
                Approvals.roles(records, asked.actor(), asked.run().lane().projectId());
        if (asked.own()) {
            roles.add(asked.actor().role().key());
        }
        return roles;
    }

    private static RunDecision.Refused policyChanged(PolicyDrift drift) {
        String rules = drift.none() ? "" : ": " + String.join(", ", drift.rules());
        return new RunDecision.Refused(
                Refusal.POLICY_CHANGED, "the policy was changed since it was shown" + rules, List.of());
    }
}
