package io.storyforge.runtime.server.store;

import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunBrief;
import io.storyforge.runtime.run.RunHead;
import io.storyforge.runtime.run.RunOrigin;
import io.storyforge.runtime.run.RunState;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.run.RunTimes;
import io.storyforge.runtime.server.json.JsonText;
import io.storyforge.runtime.server.json.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes rows of {@code agent_runs}. */
final class RunWriting {
    private static final String INSERT = "INSERT INTO agent_runs (id, session_id, user_id, project_id, source_type,"
            + " source_screen, source_action_key, title, summary, intent_key, platform, platform_scope, run_status,"
            + " active_executor_key, plan_json, result_json, status_summary, needs_user_input, blocked_reason,"
            + " active_admin_override_notice_json, created_at, updated_at, started_at, finished_at, number, retry_of, language,"
            + " expires_at, queued_at, queue_ticket, plan_digest, waiting_json, governance_snapshot_json)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String STATE = "active_executor_key = ?, plan_json = ?, result_json = ?, status_summary = ?,"
            + " needs_user_input = ?, blocked_reason = ?, updated_at = ?, started_at = ?, finished_at = ?,"
            + " expires_at = ?, waiting_json = ?";

    static final String STATUS = "SELECT run_status FROM agent_runs WHERE id = ?";

    // A step's progress leaves the status as it is: not naming the column spares its indexes.
    private static final String UPDATE = "UPDATE agent_runs SET " + STATE + " WHERE id = ?";
    private static final String UPDATE_STATUS = "UPDATE agent_runs SET " + STATE + ", run_status = ? WHERE id = ?";
    private static final String QUEUE = "UPDATE agent_runs SET queued_at = ?, queue_ticket = ? WHERE id = ?";
    // What a run is confirmed on: its plan and its policy stand still while it is anything else.
    private static final String CONFIRMABLE = "UPDATE agent_runs SET plan_digest = ?, governance_snapshot_json = ?,"
            + " active_admin_override_notice_json = ? WHERE id = ?";

    private final Sql sql;
    private final EventTable events;

    RunWriting(Sql sql, EventTable events) {
        this.sql = sql;
        this.events = events;
    }

    void insert(Run run, Instant now) {
        boolean queued = run.status() == RunStatus.QUEUED;
        RunHead head = run.head();
        RunOrigin origin = head.origin();
        RunBrief brief = head.brief();
        RunState state = head.state();
        RunTimes times = state.times();
        sql.change(
                INSERT,
                head.key().id(),
                head.key().sessionId(),
                head.lane().userId(),
                head.lane().projectId(),
                origin.sourceType(),
                origin.sourceScreen(),
                origin.sourceActionKey(),
                brief.title(),
                brief.summary(),
                brief.intentKey(),
                brief.platform(),
                brief.platformScope(),
                state.status().key(),
                state.executorKey(),
                PlanJson.text(run.plan()),
                JsonText.object(run.result()),
                state.summary(),
                needsInput(run),
                state.blockedReason(),
                JsonText.object(run.governance().activeAdminOverrideNotice()),
                Times.text(times.created()),
                Times.text(times.updated()),
                Times.text(times.started()),
                Times.text(times.finished()),
                head.key().number(),
                origin.retryOf(),
                origin.language().tag(),
                Times.text(times.expires()),
                queued ? Times.text(now) : "",
                queued ? events.lastPosition() : 0L,
                run.plan().digest(),
                WaitingJson.text(run.waiting()),
                GovernanceJson.text(run.governance()));
    }

    /** Writes what the state machine can change: state, plan, result and what is waited for. */
    void update(Run run, Instant now) {
        String stored = sql.first(STATUS, row -> row.getString(1), run.id())
                .orElseThrow(() -> new IllegalStateException("run %s is not stored".formatted(run.id())));
        List<Object> values = changeable(run);
        if (stored.equals(run.status().key())) {
            values.add(run.id());
            sql.change(UPDATE, values.toArray());
        } else {
            changeStatus(run, values, now);
        }
        if (run.status() == RunStatus.NEEDS_CONFIRMATION) {
            sql.change(
                    CONFIRMABLE,
                    run.plan().digest(),
                    GovernanceJson.text(run.governance()),
                    JsonText.object(run.governance().activeAdminOverrideNotice()),
                    run.id());
        }
    }

    private void changeStatus(Run run, List<Object> values, Instant now) {
        values.add(run.status().key());
        values.add(run.id());
        try {
            sql.change(UPDATE_STATUS, values.toArray());
        } catch (IllegalStateException e) {
            if (!run.status().active()) {
                throw e;
            }
            throw new IllegalStateException(
                    "run %s cannot become %s: another run of %s is active"
                            .formatted(run.id(), run.status().key(), run.lane()),
                    e);
        }
        if (run.status() == RunStatus.QUEUED) {
            sql.change(QUEUE, Times.text(now), events.lastPosition(), run.id());
        }
    }

    private static List<Object> changeable(Run run) {
        RunState state = run.head().state();
        RunTimes times = state.times();
        return new ArrayList<>(List.of(
                state.executorKey(),
                PlanJson.text(run.plan()),
                JsonText.object(run.result()),
                state.summary(),
                needsInput(run),
                state.blockedReason(),
                Times.text(times.updated()),
                Times.text(times.started()),
                Times.text(times.finished()),
                Times.text(times.expires()),
                WaitingJson.text(run.waiting())));
    }

    private static int needsInput(Run run) {
        return run.waiting().isPresent() ? 1 : 0;
    }
}
