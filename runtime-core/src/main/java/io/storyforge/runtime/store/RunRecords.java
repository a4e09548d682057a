package io.storyforge.runtime.store;

import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.NewEvent;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.run.RunHead;
import io.storyforge.runtime.run.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs and what belongs to them. */
public interface RunRecords {

    /** The next run number of a project, counted from 1; taken by asking. Runs without a project count per user. */
    long nextNumber(Lane lane);

    /** Stores a new run with its first events. */
    void insert(Run run, List<NewEvent> events, Instant now);

    /** Replaces a run by its next state and appends what happened. Refuses a second active run in a lane. */
    void update(Run run, List<NewEvent> events, Instant now);

    /** The run with the id, whoever owns it. */
    Optional<Run> find(String id);

    /** A page of a user's runs, newest first. */
    List<RunHead> list(RunQuery query);

    /** The active run of the lane. */
    Optional<Run> active(Lane lane);

    /** The queued run of the lane that is next. */
    Optional<Run> nextQueued(Lane lane);

    /** How many runs of the lane are queued. */
    long queued(Lane lane);

    /** How many runs of the lane are before a queued run: the active one and those queued earlier. */
    long ahead(Run run);

    /** The ids of all runs in the given states, oldest first. */
    List<String> inStatus(List<RunStatus> statuses);

    /** The ids of unconfirmed runs whose time is over, at most the limit. */
    List<String> overdue(Instant now, int limit);

    /** A run's events with a larger number than the given one, in order. */
    List<RunEvent> events(String runId, long afterSeq, int limit);

    /** A user's events after the position, in order; of one project when given. */
    List<RunEvent> feed(String userId, Optional<String> projectId, long afterPosition, int limit);

    /** The position of the newest event; 0 when there is none. */
    long lastPosition();

    /** Takes the run for an owner: a new lease with the next epoch. */
    Lease claim(String runId, String owner, Instant until);

    /** True while the lease is the run's newest. */
    boolean holds(Lease lease);

    /** Moves the lease's end; false when it is not the run's newest any more. */
    boolean renew(Lease lease, Instant until);

    /** Keeps what a finished step left for later ones; replaces what the step left before. */
    void saveOutput(String runId, StepOutput output);

    /** What the finished steps of a run left, in step order. */
    List<StepOutput> outputs(String runId);

    /**
     * Which page of runs.
     *
     * @param projectId only this project's, {@code ""} for runs without one; all when empty
     * @param cursor the last id of the page before
     */
    record RunQuery(
            String userId,
            Optional<String> projectId,
            List<RunStatus> statuses,
            Optional<String> screen,
            Optional<String> cursor,
            int limit) {}

    /** The right to change a running run; a write under an old epoch is refused. */
    record Lease(String runId, String owner, long epoch) {}

    /** What a finished step left: {@code summary}, {@code output}, {@code tables}. */
    record StepOutput(int stepIndex, String tool, Map<String, Object> content) {}
}
