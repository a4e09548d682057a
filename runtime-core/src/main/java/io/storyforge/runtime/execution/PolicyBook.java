package io.storyforge.runtime.execution;

import io.storyforge.runtime.governance.EffectivePolicy;
import io.storyforge.runtime.governance.GovernanceSnapshot;
import io.storyforge.runtime.governance.PolicyDrift;
import io.storyforge.runtime.governance.PolicyGate;
import io.storyforge.runtime.governance.PolicyLayer;
import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.Plan;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunBrief;
import io.storyforge.runtime.run.RunCommand;
import io.storyforge.runtime.run.RunHead;
import io.storyforge.runtime.store.Records;
import java.time.Instant;
import java.util.List;

/** Looks up which policy concerns a run. */
final class PolicyBook {
    private PolicyBook() {}

    static List<PolicyLayer> layers(Records records, Lane lane, String platform) {
        return records.policies().concerning(platform, lane.projectId(), lane.userId());
    }

    static PolicyGate gate(Records records, RunHead run, Instant now) {
        return PolicyGate.of(EffectivePolicy.merge(layers(records, run), now));
    }

    static List<PolicyLayer> layers(Records records, RunHead run) {
        return layers(records, run.lane(), run.brief().platform());
    }

    /**
     * The command, or what the policy puts in its place: before a run starts, and before each of its steps, a change of
     * the policy since its snapshot may send it back to be confirmed, or end it.
     */
    static RunCommand governed(Records records, Run run, RunCommand command, Instant now) {
        List<PolicyLayer> layers = run.governance().projectId().isEmpty() ? List.of() : layers(records, run.head());
        EffectivePolicy policy = EffectivePolicy.merge(layers, now);
        PolicyDrift drift = PolicyDrift.between(run.governance(), policy);
        if (drift.stops()) {
            return new RunCommand.StopForPolicy(drift.rules());
        }
        return drift.asksAgain() ? renewal(run, layers, drift, now) : command;
    }

    /** The command that puts the policy in force on the run. */
    static RunCommand.RenewSnapshot renewal(Run run, List<PolicyLayer> layers, PolicyDrift drift, Instant now) {
        PolicyGate gate = PolicyGate.of(EffectivePolicy.merge(layers, now));
        return new RunCommand.RenewSnapshot(
                snapshot(run.lane(), run.head().brief().platform(), layers, now),
                drift.rules(),
                gate.confirmWithin().map(now::plus));
    }

    /** What the gate is asked about a run that is there. */
    static PolicyGate.Creation creation(Run run) {
        RunBrief brief = run.head().brief();
        return new PolicyGate.Creation(
                brief.intentKey(),
                brief.platform(),
                run.plan().effect(),
                run.plan().steps().size(),
                0);
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
