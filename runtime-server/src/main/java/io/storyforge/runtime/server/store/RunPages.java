package io.storyforge.runtime.server.store;

import io.storyforge.runtime.run.RunHead;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.store.RunRecords.RunFilter;
import io.storyforge.runtime.store.RunRecords.RunQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Pages of runs, newest first, and lists of ids.
 *
 * <p>The order is the order of arrival (rowid), so that a run that arrives late in the same millisecond cannot slip
 * behind a page that was read. A filtered page is merged from the groups of runs that share project, screen, action,
 * platform and status: within each the index is in that order, so that no filter makes a list walk through a user's whole
 * history, for the price of one index where each combination of filters would ask for its own.
 */
final class RunPages {
    static final String OF_USER = "SELECT " + RunRows.HEAD + " FROM agent_runs INDEXED BY runs_of_user"
            + " WHERE user_id = ? AND rowid < ? ORDER BY rowid DESC LIMIT ?";
    static final String OF_PROJECT = "SELECT " + RunRows.HEAD + " FROM agent_runs INDEXED BY runs_of_project"
            + " WHERE user_id = ? AND project_id = ? AND rowid < ? ORDER BY rowid DESC LIMIT ?";
    static final String ARRIVAL = "SELECT rowid FROM agent_runs WHERE id = ?";
    static final String NEXT_PROJECT = "SELECT project_id FROM agent_runs INDEXED BY runs_by_filter"
            + " WHERE user_id = ? AND project_id > ? ORDER BY project_id LIMIT 1";
    static final String NEXT_SCREEN = "SELECT source_screen FROM agent_runs INDEXED BY runs_by_filter"
            + " WHERE user_id = ? AND project_id = ? AND source_screen > ? ORDER BY source_screen LIMIT 1";
    static final String NEXT_ACTION = "SELECT source_action_key FROM agent_runs INDEXED BY runs_by_filter"
            + " WHERE user_id = ? AND project_id = ? AND source_screen = ? AND source_action_key > ?"
            + " ORDER BY source_action_key LIMIT 1";
    static final String NEXT_PLATFORM = "SELECT platform FROM agent_runs INDEXED BY runs_by_filter"
            + " WHERE user_id = ? AND project_id = ? AND source_screen = ? AND source_action_key = ? AND platform > ?"
            + " ORDER BY platform LIMIT 1";
    static final String OF_GROUP = "SELECT rowid FROM agent_runs INDEXED BY runs_by_filter WHERE user_id = ?"
            + " AND project_id = ? AND source_screen = ? AND source_action_key = ? AND platform = ?"
            + " AND run_status = ? AND rowid < ? ORDER BY rowid DESC LIMIT ?";
    static final String WAITING = "SELECT " + RunRows.HEAD + " FROM agent_runs INDEXED BY waiting_runs"
            + " WHERE project_id = ? AND run_status = 'needs_confirmation' AND rowid < ? ORDER BY rowid DESC LIMIT ?";
    static final String HEAD = "SELECT " + RunRows.HEAD + " FROM agent_runs WHERE rowid = ?";
    static final String OPEN = "SELECT rowid, id FROM agent_runs INDEXED BY open_runs"
            + " WHERE run_status IN ('queued', 'running', 'blocked', 'cancelling') AND run_status = ?";
    // Only open runs are indexed by status alone; the others are asked for by nobody but tests and repairs.
    private static final String ANY = "SELECT rowid, id FROM agent_runs WHERE run_status = ?";

    private final Sql sql;

    RunPages(Sql sql) {
        this.sql = sql;
    }

    List<RunHead> list(RunQuery query) {
        Optional<Long> before = arrival(query.cursor());
        if (before.isEmpty()) {
            return List.of();
        }
        if (!query.filter().equals(RunFilter.NONE)) {
            return filtered(query, before.get());
        }
        if (query.projectId().isPresent()) {
            return sql.all(
                    OF_PROJECT, RunRows::head, query.userId(), query.projectId().get(), before.get(), query.limit());
        }
        return sql.all(OF_USER, RunRows::head, query.userId(), before.get(), query.limit());
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

    private List<RunHead> filtered(RunQuery query, long before) {
        List<Long> rowids = new ArrayList<>();
        for (List<String> kind : kinds(query)) {
            for (RunStatus status : statuses(query)) {
                Object[] parameters = Stream.concat(
                                kind.stream(), Stream.<Object>of(status.key(), before, query.limit()))
                        .toArray();
                rowids.addAll(sql.all(OF_GROUP, row -> row.getLong(1), parameters));
            }
        }
        rowids.sort(Comparator.reverseOrder());
        return rowids.stream()
                .limit(query.limit())
                .flatMap(rowid -> sql.first(HEAD, RunRows::head, rowid).stream())
                .toList();
    }

    private static Set<RunStatus> statuses(RunQuery query) {
        return Set.copyOf(
                query.filter().statuses().isEmpty()
                        ? List.of(RunStatus.values())
                        : query.filter().statuses());
    }

    /** User, project, screen, action and platform of every kind of run that the filter lets through. */
    private List<List<String>> kinds(RunQuery query) {
        List<List<String>> kinds = List.of(List.of(query.userId()));
        kinds = longer(kinds, query.projectId(), NEXT_PROJECT);
        kinds = longer(kinds, query.filter().screen(), NEXT_SCREEN);
        kinds = longer(kinds, query.filter().action(), NEXT_ACTION);
        return longer(kinds, query.filter().platform(), NEXT_PLATFORM);
    }

    private List<List<String>> longer(List<List<String>> prefixes, Optional<String> asked, String next) {
        return prefixes.stream()
                .flatMap(prefix -> asked.map(List::of).orElseGet(() -> jumps(next, prefix)).stream()
                        .map(value ->
                                Stream.concat(prefix.stream(), Stream.of(value)).toList()))
                .toList();
    }

    // From value to value, one look into the index each. SQLite would walk through equal rows for SELECT DISTINCT, and
    // for a comparison of (project, screen, status) at once: 64 ms for 300 000 runs.
    private List<String> jumps(String next, List<String> prefix) {
        List<String> values = new ArrayList<>();
        Optional<String> value = Optional.of("");
        while (value.isPresent()) {
            values.add(value.get());
            Object[] parameters = Stream.concat(prefix.stream(), value.stream()).toArray();
            value = sql.first(next, row -> row.getString(1), parameters);
        }
        return values;
    }
}
