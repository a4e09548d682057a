package io.storyforge.runtime.server.store;

import io.storyforge.runtime.run.RunHead;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.store.RunRecords.RunFilter;
import io.storyforge.runtime.store.RunRecords.RunQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Pages of runs, newest first, and lists of ids.
 *
 * <p>The order is the order of arrival (rowid), so that a run that arrives late in the same millisecond cannot slip
 * behind a page that was read. What no index holds in that order is merged from parts that one does hold so: a user's
 * runs from those of each project, a filtered page from {@link RunGroups}.
 */
final class RunPages {
    static final String OF_PROJECT = "SELECT " + RunRows.HEAD + " FROM agent_runs INDEXED BY runs_of_project"
            + " WHERE user_id = ? AND project_id = ? AND rowid < ? ORDER BY rowid DESC LIMIT ?";
    static final String NEWEST = "SELECT rowid FROM agent_runs INDEXED BY runs_of_project"
            + " WHERE user_id = ? AND project_id = ? AND rowid < ? ORDER BY rowid DESC LIMIT ?";
    static final String NEXT_PROJECT = "SELECT project_id FROM agent_runs INDEXED BY runs_of_project"
            + " WHERE user_id = ? AND project_id > ? ORDER BY project_id LIMIT 1";
    static final String ARRIVAL = "SELECT rowid FROM agent_runs WHERE id = ?";
    static final String WAITING = "SELECT " + RunRows.HEAD + " FROM agent_runs INDEXED BY waiting_runs"
            + " WHERE project_id = ? AND run_status = 'needs_confirmation' AND rowid < ? ORDER BY rowid DESC LIMIT ?";
    static final String HEAD = "SELECT " + RunRows.HEAD + " FROM agent_runs WHERE rowid = ?";
    static final String OPEN = "SELECT rowid, id FROM agent_runs INDEXED BY open_runs"
            + " WHERE run_status IN ('queued', 'running', 'blocked', 'cancelling') AND run_status = ?";
    // Only open runs are indexed by status alone; the others are asked for by nobody but tests and repairs.
    private static final String ANY = "SELECT rowid, id FROM agent_runs WHERE run_status = ?";

    private final Sql sql;
    private final RunGroups groups;

    RunPages(Sql sql) {
        this.sql = sql;
        this.groups = new RunGroups(sql);
    }

    List<RunHead> list(RunQuery query) {
        return arrival(query.cursor()).map(before -> list(query, before)).orElse(List.of());
    }

    List<RunHead> waiting(String projectId, Optional<String> cursor, int limit) {
        return arrival(cursor)
                .map(before -> sql.all(WAITING, RunRows::head, projectId, before, limit))
                .orElse(List.of());
    }

    List<String> inStatus(List<RunStatus> statuses) {
        List<Arrival> arrivals = new ArrayList<>();
        for (RunStatus status : statuses) {
            boolean open = status == RunStatus.QUEUED || status.active();
            arrivals.addAll(
                    sql.all(open ? OPEN : ANY, row -> new Arrival(row.getLong(1), row.getString(2)), status.key()));
        }
        return arrivals.stream()
                .sorted(Comparator.comparingLong(Arrival::rowid))
                .map(Arrival::id)
                .toList();
    }

    private record Arrival(long rowid, String id) {}

    // An unknown cursor has no place: nothing follows it.
    private Optional<Long> arrival(Optional<String> cursor) {
        return cursor.isEmpty() ? Optional.of(Long.MAX_VALUE) : sql.first(ARRIVAL, row -> row.getLong(1), cursor.get());
    }

    private List<RunHead> list(RunQuery query, long before) {
        boolean whole = query.filter().equals(RunFilter.NONE);
        if (whole && query.projectId().isPresent()) {
            return sql.all(
                    OF_PROJECT, RunRows::head, query.userId(), query.projectId().get(), before, query.limit());
        }
        return projects(query).stream()
                .flatMap(projectId ->
                        (whole ? newest(query, projectId, before) : groups.newest(query, projectId, before)).stream())
                .sorted(Comparator.reverseOrder())
                .limit(query.limit())
                .flatMap(rowid -> sql.first(HEAD, RunRows::head, rowid).stream())
                .toList();
    }

    private List<String> projects(RunQuery query) {
        return query.projectId()
                .map(List::of)
                .orElseGet(() -> Jumps.through(sql, NEXT_PROJECT, List.of(query.userId())));
    }

    private List<Long> newest(RunQuery query, String projectId, long before) {
        return sql.all(NEWEST, row -> row.getLong(1), query.userId(), projectId, before, query.limit());
    }
}
