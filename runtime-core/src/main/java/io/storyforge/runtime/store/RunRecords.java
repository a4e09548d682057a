package io.storyforge.runtime.store;

import io.storyforge.runtime.run.Cancellation;
import io.storyforge.runtime.run.EventType;
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

    /**
     * A page of the runs that wait for confirmation, whoever owns them, newest first.
     *
     * @param projectId only this project's, {@code ""} for runs without one
     * @param cursor the last id of the page before
     */
    List<RunHead> waiting(String projectId, Optional<String> cursor, int limit);

    /** The active run of the lane. */
    Optional<Run> active(Lane lane);

    /** The queued run of the lane that is next. */
    Optional<Run> nextQueued(Lane lane);

    /** How many runs of the lane are queued. */
    long queued(Lane lane);

    /** How many runs of the lane are before a queued run: the active one and those queued earlier. */
    long ahead(Run run);

    /**
     * The lanes behind the given one in which a run is queued and none is active, by user and project, at most the
     * limit. The lane of two empty ids is before all others.
     */
    List<Lane> idleLanes(Lane after, int limit);

    /** The ids of all runs in the given states, oldest first. */
    List<String> inStatus(List<RunStatus> statuses);

    /** How many runs are not over, and how many lanes they are in. */
    OpenRuns open();

    /** The ids of unconfirmed runs whose time is over, at most the limit. */
    List<String> overdue(Instant now, int limit);

    /** A run's events with a larger number than the given one, in order. */
    List<RunEvent> events(String runId, long afterSeq, int limit);

    /** The run's newest event of the type. */
    Optional<RunEvent> last(String runId, EventType type);

    /** Who cancelled which of the runs, by the run's id; one that nobody cancelled is not in it. */
    Map<String, Cancellation> cancellations(List<String> runIds);

    /** A user's events after the position, in order; of one project when given. */
    List<RunEvent> feed(String userId, Optional<String> projectId, long afterPosition, int limit);

    /**
     * The events after the position, in order, that people who confirm for others may have to hear of, whoever owns the
     * run. Who may hear of which is for the caller to find out.
     */
    List<RunEvent> approvalFeed(long afterPosition, int limit);

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
    record RunQuery(String userId, Optional<String> projectId, RunFilter filter, Optional<String> cursor, int limit) {}

    /**
     * Which runs of a list; every condition that is given must hold.
     *
     * @param statuses any of these; all when empty
     * @param screen the screen the run came from
     * @param action the key of the action that was pressed there
     * @param platform the platform it is about
     */
    record RunFilter(
            List<RunStatus> statuses, Optional<String> screen, Optional<String> action, Optional<String> platform) {
        /** Every run. */
        public static final RunFilter NONE =
                new RunFilter(List.of(), Optional.empty(), Optional.empty(), Optional.empty());

        /** True when the run is one of them. */
        public boolean matches(RunHead run) {
            return (statuses.isEmpty() || statuses.contains(run.status()))
                    && screen.filter(word -> !word.equals(run.origin().sourceScreen()))
                            .isEmpty()
                    && action.filter(word -> !word.equals(run.origin().sourceActionKey()))
                            .isEmpty()
                    && platform.filter(word -> !word.equals(run.brief().platform()))
                            .isEmpty();
        }
    }

    /**
     * The runs that are not over.
     *
     * @param byStatus a status without runs may be missing
     * @param lanesWaiting lanes in which runs are queued
     */
    record OpenRuns(Map<RunStatus, Long> byStatus, long lanesWaiting) {
        public OpenRuns {
            byStatus = Map.copyOf(byStatus);
        }

        /** How many have the status. */
        public long count(RunStatus status) {
            return byStatus.getOrDefault(status, 0L);
        }

        /** Lanes with an active run: one each. */
        public long lanesBusy() {
            return byStatus.entrySet().stream()
                    .filter(entry -> entry.getKey().active())
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }
    }

    /** The right to change a running run; a write under an old epoch is refused. */
    record Lease(String runId, String owner, long epoch) {}

    /** What a finished step left: {@code summary}, {@code output}, {@code tables}. */
    record StepOutput(int stepIndex, String tool, Map<String, Object> content) {}
}
