package io.storyforge.runtime.execution;

import io.storyforge.runtime.governance.EffectivePolicy;
import io.storyforge.runtime.governance.GovernanceSnapshot;
import io.storyforge.runtime.governance.PolicyGate;
import io.storyforge.runtime.governance.PolicyLayer;
import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.Plan;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunBrief;
import io.storyforge.runtime.store.Records;
import java.time.Instant;
import java.util.List;

/** Looks up which policy concerns a run. */
final class PolicyBook {
    private PolicyBook() {}

    static List<PolicyLayer> layers(Records records, Lane lane, String platform) {
        return records.policies().concerning(platform, lane.projectId(), lane.userId());
    }

    static PolicyGate gate(Records records, Run run, Instant now) {
        return PolicyGate.of(EffectivePolicy.merge(
                layers(records, run.lane(), run.head().brief().platform()), now));
    }

    /** What the gate is asked about a plan; the queue is counted only when a rule limits it. */
    static PolicyGate.Creation creation(Records records, PolicyGate gate, Lane lane, RunBrief brief, Plan plan) {
        long queued = gate.limitsQueue() ? records.runs().queued(lane) : 0;
        return new PolicyGate.Creation(
                brief.intentKey(), brief.platform(), plan.effect(), plan.steps().size(), queued);
    }

    /** What is frozen on a run: nothing without a project, though its rules are enforced all the same. */
    static GovernanceSnapshot snapshot(Lane lane, String platform, List<PolicyLayer> layers, Instant now) {
        return lane.projectId().isEmpty()
                ? GovernanceSnapshot.blank(platform)
                : GovernanceSnapshot.of(lane.projectId(), platform, layers, now);
    }
}
