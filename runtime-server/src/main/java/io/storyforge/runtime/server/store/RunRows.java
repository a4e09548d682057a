package io.storyforge.runtime.server.store;

import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunBrief;
import io.storyforge.runtime.run.RunHead;
import io.storyforge.runtime.run.RunKey;
import io.storyforge.runtime.run.RunOrigin;
import io.storyforge.runtime.run.RunState;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.run.RunTimes;
import io.storyforge.runtime.server.json.StrictJson;
import io.storyforge.runtime.server.json.Times;
import io.storyforge.runtime.spi.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Rows of {@code agent_runs} to runs. */
final class RunRows {
    /** The columns of a {@link RunHead}: none of them is JSON. */
    static final String HEAD = "id, number, session_id, user_id, project_id, source_type, source_screen,"
            + " source_action_key, retry_of, title, summary, intent_key, platform, platform_scope, run_status,"
            + " status_summary, blocked_reason, active_executor_key, created_at, updated_at, started_at, finished_at,"
            + " expires_at, language";

    /** The columns of a {@link Run}. */
    static final String RUN = HEAD + ", plan_json, result_json, governance_snapshot_json, waiting_json";

    private static final Map<String, RunStatus> STATUSES =
            Arrays.stream(RunStatus.values()).collect(Collectors.toMap(RunStatus::key, Function.identity()));

    private RunRows() {}

    static Run run(ResultSet row) throws SQLException {
        return new Run(
                head(row),
                GovernanceJson.snapshot(row.getString(27)),
                PlanJson.plan(row.getString(25)),
                StrictJson.object(row.getString(26)),
                WaitingJson.waiting(row.getString(28)));
    }

    static RunHead head(ResultSet row) throws SQLException {
        RunKey key = new RunKey(row.getString(1), row.getLong(2), row.getString(3));
        Lane lane = new Lane(row.getString(4), row.getString(5));
        RunOrigin origin = new RunOrigin(
                row.getString(6), row.getString(7), row.getString(8), row.getString(9), Language.of(row.getString(24)));
        RunBrief brief = new RunBrief(
                row.getString(10), row.getString(11), row.getString(12), row.getString(13), row.getString(14));
        RunState state = new RunState(
                status(row.getString(15)), row.getString(16), row.getString(17), row.getString(18), times(row));
        return new RunHead(key, lane, origin, brief, state);
    }

    static RunStatus status(String key) {
        return Optional.ofNullable(STATUSES.get(key))
                .orElseThrow(() -> new IllegalStateException("stored run has the unknown status '%s'".formatted(key)));
    }

    private static RunTimes times(ResultSet row) throws SQLException {
        return new RunTimes(
                Times.time(row.getString(19)),
                Times.time(row.getString(20)),
                Times.maybe(row.getString(21)),
                Times.maybe(row.getString(22)),
                Times.maybe(row.getString(23)));
    }
}
