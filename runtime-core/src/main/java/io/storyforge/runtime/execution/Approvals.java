package io.storyforge.runtime.execution;

import io.storyforge.runtime.governance.PolicyGate;
import io.storyforge.runtime.identity.Role;
import io.storyforge.runtime.run.EventType;
import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.RunHead;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.store.Records;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Who may confirm whose runs. A run of somebody else is there for those whom its policy lets confirm it instead of its
 * owner, while it waits and after one of them decided; for everybody else there is no such run.
 */
final class Approvals {
    private Approvals() {}

    /** True when the run of somebody else is there for the person. */
    static boolean sees(Records records, RunHead run, Actor actor, Instant now) {
        boolean mayBeDecided = run.status() == RunStatus.NEEDS_CONFIRMATION || decidedByAnother(records, run);
        return mayBeDecided && approves(records, run, actor, now);
    }

    /** True when the policy in force wants somebody else than the owner to confirm, and lets this person. */
    static boolean approves(Records records, RunHead run, Actor actor, Instant now) {
        Lane lane = run.lane();
        Set<String> roles = roles(records, actor, lane.projectId());
        if (lane.userId().equals(actor.userId()) || roles.isEmpty()) {
            return false;
        }
        PolicyGate gate = PolicyBook.gate(records, run, now);
        return asksOthers(records, lane, gate) && gate.letsConfirmForOthers(roles);
    }

    /** True when the gate wants somebody else than the owner of the lane to confirm. */
    static boolean asksOthers(Records records, Lane lane, PolicyGate gate) {
        return gate.restrictsConfirming() && gate.asksOthers(ownerRoles(records, lane));
    }

    /** What the person is for runs of the project: nothing to those who are not in it. */
    static Set<String> roles(Records records, Actor actor, String projectId) {
        Set<String> roles = new HashSet<>();
        records.projects().role(projectId, actor.userId()).ifPresent(roles::add);
        if (actor.role() == Role.ADMIN || !roles.isEmpty()) {
            roles.add(actor.role().key());
        }
        return roles;
    }

    private static Set<String> ownerRoles(Records records, Lane lane) {
        Set<String> roles = new HashSet<>();
        records.identities()
                .find(lane.userId())
                .ifPresent(user -> roles.add(user.role().key()));
        records.projects().role(lane.projectId(), lane.userId()).ifPresent(roles::add);
        return roles;
    }

    private static boolean decidedByAnother(Records records, RunHead run) {
        EventType type = run.status() == RunStatus.CANCELLED ? EventType.CANCELLED : EventType.CONFIRMED;
        return records.runs()
                .last(run.key().id(), type)
                .map(event -> event.content().details().get("by"))
                .filter(by -> !by.equals(run.lane().userId()))
                .isPresent();
    }
}
