package io.storyforge.runtime.server.store;

import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.store.RunRecords.OpenRuns;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is active in a lane and who waits; the partial indexes hold just these runs. */
final class LaneQueries {
    static final String ACTIVE = "SELECT " + RunRows.RUN + " FROM agent_runs INDEXED BY active_run_of_lane"
            + " WHERE user_id = ? AND project_id = ? AND run_status IN ('running', 'blocked', 'cancelling')";
    static final String NEXT_QUEUED = "SELECT " + RunRows.RUN + " FROM agent_runs INDEXED BY queue_of_lane"
            + " WHERE user_id = ? AND project_id = ? AND run_status = 'queued' ORDER BY queue_ticket LIMIT 1";
    static final String QUEUED = "SELECT count(*) FROM agent_runs INDEXED BY queue_of_lane"
            + " WHERE user_id = ? AND project_id = ? AND run_status = 'queued'";
    static final String QUEUED_BEFORE = QUEUED + " AND queue_ticket < ?";
    static final String COUNT_ACTIVE = "SELECT count(*) FROM agent_runs INDEXED BY active_run_of_lane"
            + " WHERE user_id = ? AND project_id = ? AND run_status IN ('running', 'blocked', 'cancelling')";
    static final String NEXT_OF_USER = "SELECT project_id FROM agent_runs INDEXED BY queue_of_lane"
            + " WHERE run_status = 'queued' AND user_id = ? AND project_id > ? ORDER BY project_id LIMIT 1";
    static final String NEXT_USER = "SELECT user_id, project_id FROM agent_runs INDEXED BY queue_of_lane"
            + " WHERE run_status = 'queued' AND user_id > ? ORDER BY user_id, project_id LIMIT 1";
    static final String OPEN = "SELECT run_status, count(*) FROM agent_runs INDEXED BY open_runs"
            + " WHERE run_status IN ('queued', 'running', 'blocked', 'cancelling') GROUP BY run_status";
    static final String UNCONFIRMED =
            "SELECT count(*) FROM agent_runs INDEXED BY waiting_runs" + " WHERE run_status = 'needs_confirmation'";
    static final String LANES_WAITING = "SELECT count(*) FROM (SELECT DISTINCT user_id, project_id FROM agent_runs"
            + " INDEXED BY queue_of_lane WHERE run_status = 'queued')";
    static final String TICKET = "SELECT queue_ticket FROM agent_runs WHERE id = ? AND run_status = 'queued'";

    private record StatusCount(RunStatus status, long count) {}

    private final Sql sql;

    LaneQueries(Sql sql) {
        this.sql = sql;
    }

    Optional<Run> active(Lane lane) {
        return sql.first(ACTIVE, RunRows::run, lane.userId(), lane.projectId());
    }

    Optional<Run> nextQueued(Lane lane) {
        return sql.first(NEXT_QUEUED, RunRows::run, lane.userId(), lane.projectId());
    }

    long queued(Lane lane) {
        return sql.number(QUEUED, lane.userId(), lane.projectId());
    }

    /** From lane to lane, one look into the index each, however many runs wait in them. */
    List<Lane> idle(Lane after, int limit) {
        List<Lane> idle = new ArrayList<>();
        for (Optional<Lane> lane = next(after); lane.isPresent() && idle.size() < limit; lane = next(lane.get())) {
            if (sql.number(COUNT_ACTIVE, lane.get().userId(), lane.get().projectId()) == 0) {
                idle.add(lane.get());
            }
        }
        return idle;
    }

    private Optional<Lane> next(Lane lane) {
        return sql.first(
                        NEXT_OF_USER, row -> new Lane(lane.userId(), row.getString(1)), lane.userId(), lane.projectId())
                .or(() -> sql.first(NEXT_USER, row -> new Lane(row.getString(1), row.getString(2)), lane.userId()));
    }

    /** How many runs are not over; the partial indexes hold just these. */
    OpenRuns open() {
        Map<RunStatus, Long> byStatus = new EnumMap<>(RunStatus.class);
        byStatus.put(RunStatus.NEEDS_CONFIRMATION, sql.number(UNCONFIRMED));
        sql.all(OPEN, row -> new StatusCount(RunRows.status(row.getString(1)), row.getLong(2)))
                .forEach(found -> byStatus.put(found.status(), found.count()));
        return new OpenRuns(byStatus, sql.number(LANES_WAITING));
    }

    /** The runs before a queued run; 0 when it is not queued any more. */
    long ahead(Run run) {
        Optional<Long> ticket = sql.first(TICKET, row -> row.getLong(1), run.id());
        if (ticket.isEmpty()) {
            return 0;
        }
        Lane lane = run.lane();
        return sql.number(COUNT_ACTIVE, lane.userId(), lane.projectId())
                + sql.number(QUEUED_BEFORE, lane.userId(), lane.projectId(), ticket.get());
    }
}
