package io.storyforge.runtime.execution;

import io.storyforge.runtime.governance.EffectivePolicy;
import io.storyforge.runtime.governance.PolicyDrift;
import io.storyforge.runtime.governance.PolicyGate;
import io.storyforge.runtime.governance.PolicyLayer;
import io.storyforge.runtime.run.Circumstances;
import io.storyforge.runtime.run.Circumstances.LanePlace;
import io.storyforge.runtime.run.Circumstances.Rules;
import io.storyforge.runtime.run.EventType;
import io.storyforge.runtime.run.Explainer;
import io.storyforge.runtime.run.Explanation;
import io.storyforge.runtime.run.Explanation.Blocker;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.store.Records;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks up what the explanation of a run rests on. For one transaction. */
public final class RunExplanations {
    private final Records records;
    private final Instant now;

    /** Explanations from the records, at the given time. */
    public RunExplanations(Records records, Instant now) {
        this.records = records;
        this.now = now;
    }

    /** Why the run stands where it stands. */
    public Explanation of(Run run) {
        return Explainer.explain(circumstances(run, run.status() == RunStatus.QUEUED ? place(run) : LanePlace.NONE));
    }

    private Circumstances circumstances(Run run, LanePlace place) {
        Optional<RunEvent> event = entered(run);
        Instant since =
                event.map(RunEvent::createdAt).orElse(run.head().state().times().updated());
        String by = run.status() != RunStatus.CANCELLING
                ? ""
                : event.map(told -> told.content().details().get("by"))
                        .map(Object::toString)
                        .orElse("");
        return new Circumstances(run, place, rules(run), since, by, now);
    }

    private LanePlace place(Run run) {
        Optional<Run> active = records.runs().active(run.lane());
        Optional<Run> before = active.or(() -> records.runs().nextQueued(run.lane()))
                .filter(other -> !other.id().equals(run.id()));
        long ahead = records.runs().ahead(run) - (active.isPresent() ? 1 : 0);
        // Why the run before it stands is asked one step deep: what is before it decides nothing.
        return new LanePlace(
                ahead,
                before.map(other -> new Blocker(
                        other.head(),
                        Explainer.explain(circumstances(other, LanePlace.NONE)).code())));
    }

    private Rules rules(Run run) {
        if (run.status() != RunStatus.NEEDS_CONFIRMATION && run.status() != RunStatus.QUEUED) {
            return Rules.NONE;
        }
        List<PolicyLayer> layers = PolicyBook.layers(records, run.head());
        EffectivePolicy policy = EffectivePolicy.merge(layers, now);
        PolicyGate gate = PolicyGate.of(policy);
        return new Rules(
                policy,
                layers,
                PolicyDrift.between(run.governance(), policy),
                Approvals.asksOthers(records, run.lane(), gate) ? gate.confirmersForOthers() : List.of());
    }

    /** The event with which the run came to its status. */
    private Optional<RunEvent> entered(Run run) {
        Stream<EventType> types = switch (run.status()) {
            case NEEDS_CONFIRMATION -> Stream.of(EventType.CREATED, EventType.POLICY_CHANGED);
            case QUEUED -> Stream.of(EventType.QUEUED);
            case RUNNING ->
                Stream.of(EventType.STARTED, EventType.ANSWERED, EventType.RECOVERED, EventType.STEP_FINISHED);
            case BLOCKED -> Stream.of(EventType.BLOCKED);
            case CANCELLING -> Stream.of(EventType.CANCELLING);
            case DONE -> Stream.of(EventType.DONE);
            case FAILED -> Stream.of(EventType.FAILED);
            case CANCELLED -> Stream.of(EventType.CANCELLED);
            case EXPIRED -> Stream.of(EventType.EXPIRED);
        };
        return types.flatMap(type -> records.runs().last(run.id(), type).stream())
                .max(Comparator.comparingLong(event -> event.place().seq()));
    }
}
