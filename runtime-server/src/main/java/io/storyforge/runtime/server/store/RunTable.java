package io.storyforge.runtime.server.store;

import io.storyforge.runtime.run.Cancellation;
import io.storyforge.runtime.run.EventType;
import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.NewEvent;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.run.RunHead;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.server.json.Times;
import io.storyforge.runtime.store.RunRecords;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code agent_runs}, and the tables that belong to it. */
final class RunTable implements RunRecords {
    static final String FIND = "SELECT " + RunRows.RUN + " FROM agent_runs WHERE id = ?";
    static final String OVERDUE = "SELECT id FROM agent_runs INDEXED BY runs_to_expire"
            + " WHERE run_status = 'needs_confirmation' AND expires_at <> '' AND expires_at <= ?"
            + " ORDER BY expires_at LIMIT ?";

    private final Sql sql;
    private final EventTable events;
    private final RunWriting writing;
    private final LaneQueries lanes;
    private final RunPages pages;
    private final LeaseTable leases;
    private final StepTable steps;
    private final RunNumbers numbers;

    RunTable(Sql sql, EventTable events, StepTable steps) {
        this.sql = sql;
        this.events = events;
        this.steps = steps;
        this.numbers = new RunNumbers(sql);
        this.writing = new RunWriting(sql, events);
        this.lanes = new LaneQueries(sql);
        this.pages = new RunPages(sql);
        this.leases = new LeaseTable(sql);
    }

    @Override
    public long nextNumber(Lane lane) {
        return numbers.next(lane);
    }

    RunNumbers numbers() {
        return numbers;
    }

    @Override
    public void insert(Run run, List<NewEvent> newEvents, Instant now) {
        events.start(run, newEvents, now);
        writing.insert(run, now);
    }

    @Override
    public void update(Run run, List<NewEvent> newEvents, Instant now) {
        events.append(run, newEvents, now);
        writing.update(run, now);
    }

    @Override
    public Optional<Run> find(String id) {
        return sql.first(FIND, RunRows::run, id);
    }

    @Override
    public List<RunHead> list(RunQuery query) {
        return pages.list(query);
    }

    @Override
    public List<RunHead> waiting(String projectId, Optional<String> cursor, int limit) {
        return pages.waiting(projectId, cursor, limit);
    }

    @Override
    public List<Lane> idleLanes(Lane after, int limit) {
        return lanes.idle(after, limit);
    }

    @Override
    public Optional<RunEvent> last(String runId, EventType type) {
        return events.last(runId, type);
    }

    @Override
    public List<RunEvent> approvalFeed(long afterPosition, int limit) {
        return events.approvalFeed(afterPosition, limit);
    }

    @Override
    public Optional<Run> active(Lane lane) {
        return lanes.active(lane);
    }

    @Override
    public Optional<Run> nextQueued(Lane lane) {
        return lanes.nextQueued(lane);
    }

    @Override
    public long queued(Lane lane) {
        return lanes.queued(lane);
    }

    @Override
    public long ahead(Run run) {
        return lanes.ahead(run);
    }

    @Override
    public List<String> inStatus(List<RunStatus> statuses) {
        return pages.inStatus(statuses);
    }

    @Override
    public OpenRuns open() {
        return lanes.open();
    }

    @Override
    public List<String> overdue(Instant now, int limit) {
        return sql.all(OVERDUE, row -> row.getString(1), Times.text(now), limit);
    }

    @Override
    public List<RunEvent> events(String runId, long afterSeq, int limit) {
        return events.ofRun(runId, afterSeq, limit);
    }

    @Override
    public Map<String, Cancellation> cancellations(List<String> runIds) {
        return events.cancellations(runIds);
    }

    @Override
    public List<RunEvent> feed(String userId, Optional<String> projectId, long afterPosition, int limit) {
        return events.feed(userId, projectId, afterPosition, limit);
    }

    /** The events of all runs after the place in the file, in order. */
    List<EventTable.Logged> log(long afterRowid, int limit) {
        return events.log(afterRowid, limit);
    }

    /** Puts an event that tells of it in the place of the run's step events; returns how many went. */
    int removeSteps(String runId, Instant now, int limit) {
        int removed = 0;
        long after = 0;
        List<RunEvent> batch;
        do {
            batch = events.ofRun(runId, after, limit);
            removed += new EventRemoval(sql).removeSteps(batch, now);
            after = batch.isEmpty() ? after : batch.getLast().place().seq();
        } while (batch.size() == limit);
        return removed;
    }

    @Override
    public long lastPosition() {
        return events.lastPosition();
    }

    @Override
    public Lease claim(String runId, String owner, Instant until) {
        return leases.claim(runId, owner, until);
    }

    @Override
    public boolean holds(Lease lease) {
        return leases.holds(lease);
    }

    @Override
    public boolean renew(Lease lease, Instant until) {
        return leases.renew(lease, until);
    }

    @Override
    public void saveOutput(String runId, StepOutput output) {
        steps.save(runId, output);
    }

    @Override
    public List<StepOutput> outputs(String runId) {
        return steps.ofRun(runId);
    }
}
