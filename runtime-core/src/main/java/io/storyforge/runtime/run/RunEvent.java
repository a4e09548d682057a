package io.storyforge.runtime.run;

import java.time.Instant;

/**
 * An event as stored.
 *
 * @param place where it stands in the run's and in the global order
 */
public record RunEvent(String id, Place place, NewEvent content, Instant createdAt) {

    /**
     * The place of an event.
     *
     * @param seq 1, 2, 3 … within the run, without gaps
     * @param position in the log of all runs; grows with every event, in commit order
     */
    public record Place(String runId, long runNumber, Lane lane, long seq, long position) {}
}
