package io.storyforge.runtime.server.store;

import io.storyforge.runtime.run.Cancellation;
import io.storyforge.runtime.run.EventType;
import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.NewEvent;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.run.RunKey;
import io.storyforge.runtime.server.json.JsonText;
import io.storyforge.runtime.server.json.StrictJson;
import io.storyforge.runtime.server.json.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** {@code agent_run_events}: appended, never changed. */
final class EventTable {
    static final String LAST_POSITION = "SELECT position FROM agent_run_events ORDER BY rowid DESC LIMIT 1";
    static final String LAST_SEQ = "SELECT seq FROM agent_run_events WHERE run_id = ? ORDER BY seq DESC LIMIT 1";

    private static final String COLUMNS = "id, run_id, event_type, summary, details_json, created_at, seq, position,"
            + " run_status, run_number, user_id, project_id, for_approvers";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM agent_run_events ";

    static final String OF_RUN = SELECT + "WHERE run_id = ? AND seq > ? ORDER BY seq LIMIT ?";
    static final String OF_USER =
            SELECT + "INDEXED BY feed_of_user WHERE user_id = ? AND position > ? ORDER BY position LIMIT ?";
    static final String OF_PROJECT = SELECT
            + "INDEXED BY feed_of_user WHERE user_id = ? AND project_id = ? AND position > ?"
            + " ORDER BY position LIMIT ?";

    static final String OF_APPROVERS =
            SELECT + "INDEXED BY feed_of_approvers WHERE for_approvers = 1 AND position > ? ORDER BY position LIMIT ?";
    // In order of arrival, like positions; those have no index that all runs share.
    static final String LOG =
            "SELECT " + COLUMNS + ", rowid FROM agent_run_events WHERE rowid > ? ORDER BY rowid LIMIT ?";
    static final String LAST_OF_TYPE =
            SELECT + "INDEXED BY events_of_run WHERE run_id = ? AND event_type = ? ORDER BY seq DESC LIMIT 1";

    // From the end of each run's history, where the cancel is: no run goes on after it.
    static final String CANCELS =
            "SELECT asked.value, (SELECT details_json FROM agent_run_events INDEXED BY events_of_run"
                    + " WHERE run_id = asked.value AND event_type IN ('run.cancelling', 'run.cancelled')"
                    + " AND json_type(details_json, '$.by') = 'text' ORDER BY seq DESC LIMIT 1)"
                    + " FROM json_each(?) AS asked";

    private static final String INSERT =
            "INSERT INTO agent_run_events (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final long UNKNOWN = -1;

    private static final Map<String, EventType> TYPES =
            Arrays.stream(EventType.values()).collect(Collectors.toMap(EventType::key, Function.identity()));

    private final Sql sql;
    private final Supplier<String> ids;
    private final List<RunEvent> appended = new ArrayList<>();
    private long position = UNKNOWN;

    EventTable(Sql sql, Supplier<String> ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /** Appends the first events of a run. */
    void start(Run run, List<NewEvent> events, Instant now) {
        append(run, 0, events, now);
    }

    /** Appends what happened to a run that has events. */
    void append(Run run, List<NewEvent> events, Instant now) {
        if (!events.isEmpty()) {
            append(run, sql.number(LAST_SEQ, run.id()), events, now);
        }
    }

    List<RunEvent> ofRun(String runId, long afterSeq, int limit) {
        return sql.all(OF_RUN, EventTable::event, runId, afterSeq, limit);
    }

    List<RunEvent> feed(String userId, Optional<String> projectId, long after, int limit) {
        if (projectId.isPresent()) {
            return sql.all(OF_PROJECT, EventTable::event, userId, projectId.get(), after, limit);
        }
        return sql.all(OF_USER, EventTable::event, userId, after, limit);
    }

    List<RunEvent> approvalFeed(long after, int limit) {
        return sql.all(OF_APPROVERS, EventTable::event, after, limit);
    }

    /** An event in the log of all runs, with its place in the file. */
    record Logged(long rowid, RunEvent event) {}

    List<Logged> log(long afterRowid, int limit) {
        return sql.all(LOG, row -> new Logged(row.getLong(14), event(row)), afterRowid, limit);
    }

    Optional<RunEvent> last(String runId, EventType type) {
        return sql.first(LAST_OF_TYPE, EventTable::event, runId, type.key());
    }

    /** One query, however many runs. */
    Map<String, Cancellation> cancellations(List<String> runIds) {
        Map<String, Cancellation> found = new HashMap<>();
        if (!runIds.isEmpty()) {
            sql.all(CANCELS, EventTable::cancel, JsonText.write(runIds))
                    .forEach(cancel -> cancel.told().ifPresent(told -> found.put(cancel.runId(), told)));
        }
        return found;
    }

    private record Cancel(String runId, Optional<Cancellation> told) {}

    private static Cancel cancel(ResultSet row) throws SQLException {
        Optional<Map<String, Object>> details =
                Optional.ofNullable(row.getString(2)).map(StrictJson::object);
        return new Cancel(row.getString(1), details.flatMap(told -> Cancellation.of(EventType.CANCELLED, told)));
    }

    /** The position of the newest event, those of this transaction included. */
    long lastPosition() {
        return position == UNKNOWN ? sql.number(LAST_POSITION) : position;
    }

    /** What this transaction appended so far, oldest first. */
    List<RunEvent> appended() {
        return List.copyOf(appended);
    }

    /** How many events this transaction appended so far. */
    int count() {
        return appended.size();
    }

    /** Forgets what it knows of a transaction: another begins, or the whole of it was rolled back. */
    void reset() {
        appended.clear();
        position = UNKNOWN;
    }

    /** Forgets all but the first events of this transaction: the others were rolled back. */
    void keepFirst(int count) {
        appended.subList(count, appended.size()).clear();
        position = UNKNOWN;
    }

    private void append(Run run, long lastSeq, List<NewEvent> events, Instant now) {
        RunKey key = run.head().key();
        Instant time = now.truncatedTo(ChronoUnit.MILLIS);
        String timeText = Times.text(time);
        position = lastPosition();
        long seq = lastSeq;
        for (NewEvent event : events) {
            RunEvent.Place place = RunEvent.Place.of(run, event.type(), ++seq, ++position);
            String id = ids.get();
            sql.change(
                    INSERT,
                    id,
                    key.id(),
                    event.type().key(),
                    event.summary(),
                    JsonText.object(event.details()),
                    timeText,
                    place.seq(),
                    place.position(),
                    event.statusAfter().key(),
                    key.number(),
                    run.lane().userId(),
                    run.lane().projectId(),
                    place.forApprovers() ? 1 : 0);
            appended.add(new RunEvent(id, place, StoredForm.of(event), time));
        }
    }

    private static RunEvent event(ResultSet row) throws SQLException {
        NewEvent content = new NewEvent(
                Optional.ofNullable(TYPES.get(row.getString(3))).orElseThrow(),
                RunRows.status(row.getString(9)),
                row.getString(4),
                StrictJson.object(row.getString(5)));
        Lane lane = new Lane(row.getString(11), row.getString(12));
        RunEvent.Place place = new RunEvent.Place(
                row.getString(2), row.getLong(10), lane, row.getLong(7), row.getLong(8), row.getInt(13) == 1);
        return new RunEvent(row.getString(1), place, content, Times.time(row.getString(6)));
    }
}
