package io.storyforge.runtime.run;

import java.time.Instant;
import java.util.Set;

/**
 * An event as stored.
 *
 * @param place where it stands in the run's and in the global order
 */
public record RunEvent(String id, Place place, NewEvent content, Instant createdAt) {
    // What can happen to a run while it waits for confirmation.
    private static final Set<EventType> APPROVALS = Set.of(
            EventType.CREATED,
            EventType.PLAN_CHANGED,
            EventType.POLICY_CHANGED,
            EventType.EXTENDED,
            EventType.CONFIRMED,
            EventType.CANCELLED,
            EventType.EXPIRED);

    /**
     * The place of an event.
     *
     * @param seq 1, 2, 3 … within the run, without gaps
     * @param position in the log of all runs; grows with every event, in commit order
     * @param forApprovers true when people who confirm for others may have to hear of it
     */
    public record Place(String runId, long runNumber, Lane lane, long seq, long position, boolean forApprovers) {

        /** The place of the run's next event. */
        public static Place of(Run run, EventType type, long seq, long position) {
            boolean forApprovers = APPROVALS.contains(type) && run.restrictsConfirming();
            return new Place(run.id(), run.head().key().number(), run.lane(), seq, position, forApprovers);
        }
    }
}
