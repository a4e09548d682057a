package io.storyforge.runtime.server.store;

import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.store.RunRecords.RunFilter;
import io.storyforge.runtime.store.RunRecords.RunQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The runs that a filter lets through, merged from the groups of runs that share project, screen, action, platform and
 * status: within each the index is in the order of arrival, so that no filter makes a list walk through a user's whole
 * history, for the price of one index where each combination of filters would ask for its own. Runs that wait for
 * confirmation are not in that index, since each run begins as one and few are at any time: they are looked through.
 */
final class RunGroups {
    static final String NEXT_SCREEN = "SELECT source_screen FROM agent_runs INDEXED BY runs_by_filter"
            + " WHERE run_status <> 'needs_confirmation' AND user_id = ? AND project_id = ? AND source_screen > ?"
            + " ORDER BY source_screen LIMIT 1";
    static final String NEXT_ACTION = "SELECT source_action_key FROM agent_runs INDEXED BY runs_by_filter"
            + " WHERE run_status <> 'needs_confirmation' AND user_id = ? AND project_id = ? AND source_screen = ?"
            + " AND source_action_key > ? ORDER BY source_action_key LIMIT 1";
    static final String NEXT_PLATFORM = "SELECT platform FROM agent_runs INDEXED BY runs_by_filter"
            + " WHERE run_status <> 'needs_confirmation' AND user_id = ? AND project_id = ? AND source_screen = ?"
            + " AND source_action_key = ? AND platform > ? ORDER BY platform LIMIT 1";
    static final String OF_GROUP = "SELECT rowid FROM agent_runs INDEXED BY runs_by_filter"
            + " WHERE run_status <> 'needs_confirmation' AND user_id = ? AND project_id = ? AND source_screen = ?"
            + " AND source_action_key = ? AND platform = ? AND run_status = ? AND rowid < ?"
            + " ORDER BY rowid DESC LIMIT ?";
    static final String WAITING = "SELECT rowid FROM agent_runs INDEXED BY waiting_runs"
            + " WHERE run_status = 'needs_confirmation' AND user_id = ? AND project_id = ?"
            + " AND ? IN ('', source_screen) AND ? IN ('', source_action_key) AND ? IN ('', platform)"
            + " AND rowid < ? ORDER BY rowid DESC LIMIT ?";

    private final Sql sql;

    RunGroups(Sql sql) {
        this.sql = sql;
    }

    /** The newest runs of a project that the filter lets through, in any order; at least as many as are asked for. */
    List<Long> newest(RunQuery query, String projectId, long before) {
        List<Long> rowids = new ArrayList<>();
        Set<RunStatus> statuses = statuses(query.filter());
        if (statuses.contains(RunStatus.NEEDS_CONFIRMATION)) {
            rowids.addAll(waiting(query, projectId, before));
        }
        List<List<String>> kinds = kinds(query, projectId);
        for (RunStatus status : statuses) {
            if (status != RunStatus.NEEDS_CONFIRMATION) {
                kinds.forEach(kind -> rowids.addAll(ofGroup(kind, status, query, before)));
            }
        }
        return rowids;
    }

    private List<Long> waiting(RunQuery query, String projectId, long before) {
        RunFilter filter = query.filter();
        return sql.all(
                WAITING,
                row -> row.getLong(1),
                query.userId(),
                projectId,
                filter.screen().orElse(""),
                filter.action().orElse(""),
                filter.platform().orElse(""),
                before,
                query.limit());
    }

    private List<Long> ofGroup(List<String> kind, RunStatus status, RunQuery query, long before) {
        Object[] parameters = Stream.concat(kind.stream(), Stream.<Object>of(status.key(), before, query.limit()))
                .toArray();
        return sql.all(OF_GROUP, row -> row.getLong(1), parameters);
    }

    private static Set<RunStatus> statuses(RunFilter filter) {
        return Set.copyOf(filter.statuses().isEmpty() ? List.of(RunStatus.values()) : filter.statuses());
    }

    /** User, project, screen, action and platform of every kind of run that the filter lets through. */
    private List<List<String>> kinds(RunQuery query, String projectId) {
        List<List<String>> kinds = List.of(List.of(query.userId(), projectId));
        kinds = longer(kinds, query.filter().screen(), NEXT_SCREEN);
        kinds = longer(kinds, query.filter().action(), NEXT_ACTION);
        return longer(kinds, query.filter().platform(), NEXT_PLATFORM);
    }

    private List<List<String>> longer(List<List<String>> prefixes, Optional<String> asked, String next) {
        return prefixes.stream()
                .flatMap(prefix -> asked.map(List::of).orElseGet(() -> Jumps.through(sql, next, prefix)).stream()
                        .map(value ->
                                Stream.concat(prefix.stream(), Stream.of(value)).toList()))
                .toList();
    }
}
