package io.storyforge.runtime.execution;

import io.storyforge.runtime.governance.EffectivePolicy;
import io.storyforge.runtime.governance.PolicyDrift;
import io.storyforge.runtime.governance.PolicyGate;
import io.storyforge.runtime.governance.PolicyLayer;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.store.Records;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How a run stands for the person who looks at it, under the policy of now.
 *
 * @param drift what the policy says otherwise than the run's snapshot
 * @param policyDigest names the policy in force while the run waits for confirmation; empty afterwards and without a
 *     project
 * @param allowedActions what this person can do now, as the words of the API
 * @param confirmers the words of those who may confirm it while its owner may not; empty otherwise
 */
public record RunOutlook(PolicyDrift drift, String policyDigest, List<String> allowedActions, List<String> confirmers) {

    static RunOutlook of(Records records, Run run, Actor actor, Instant now) {
        boolean own = run.lane().userId().equals(actor.userId());
        boolean waits = run.status() == RunStatus.NEEDS_CONFIRMATION;
        boolean bare = run.governance().projectId().isEmpty();
        if (bare && !waits) {
            return new RunOutlook(PolicyDrift.NONE, "", own ? run.allowedActions() : List.of(), List.of());
        }
        List<PolicyLayer> layers = PolicyBook.layers(records, run.head());
        EffectivePolicy policy = EffectivePolicy.merge(layers, now);
        PolicyDrift drift = PolicyDrift.between(run.governance(), policy);
        if (!waits) {
            return new RunOutlook(drift, "", own ? run.allowedActions() : List.of(), List.of());
        }
        PolicyGate gate = PolicyGate.of(policy);
        boolean asksOthers = Approvals.asksOthers(records, run.lane(), gate);
        return new RunOutlook(
                drift,
                bare ? "" : policy.digest(),
                actions(run, own, drift.stops() || (own && asksOthers)),
                asksOthers ? gate.confirmersForOthers() : List.of());
    }

    private static List<String> actions(Run run, boolean own, boolean cannotConfirm) {
        List<String> actions = new ArrayList<>(run.allowedActions());
        if (cannotConfirm) {
            actions.remove("confirm");
        }
        if (!own) {
            actions.remove("edit");
        }
        return actions;
    }
}
