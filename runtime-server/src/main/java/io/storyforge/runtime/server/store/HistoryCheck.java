package io.storyforge.runtime.server.store;

import io.storyforge.runtime.run.EventType;
import io.storyforge.runtime.run.History;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.server.json.MalformedJsonException;
import io.storyforge.runtime.server.json.StrictJson;
import io.storyforge.runtime.spi.Content;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** Follows the events of every run: numbered without gaps, possible, and leading to the status that the run has. */
final class HistoryCheck {
    private static final String EVENTS = "SELECT e.run_id, e.seq, e.event_type, e.run_status, r.run_status,"
            + " CASE e.event_type WHEN 'run.events_removed' THEN e.details_json ELSE '' END"
            + " FROM agent_run_events e LEFT JOIN agent_runs r ON r.id = e.run_id ORDER BY e.run_id, e.seq";
    private static final String WITHOUT_EVENTS = "SELECT id FROM agent_runs r"
            + " WHERE NOT EXISTS (SELECT 1 FROM agent_run_events e WHERE e.run_id = r.id)";
    private static final String COUNT = "SELECT count(*) FROM agent_runs";

    private final Statement statement;
    private final Consumer<String> found;
    private String runId = "";
    private String stored = "";
    private long last;
    private History history = new History();
    private long runs;
    private long events;

    HistoryCheck(Statement statement, Consumer<String> found) {
        this.statement = statement;
        this.found = found;
    }

    long runs() {
        return runs;
    }

    long events() {
        return events;
    }

    void run() throws SQLException {
        try (ResultSet row = statement.executeQuery(EVENTS)) {
            while (row.next()) {
                if (!row.getString(1).equals(runId)) {
                    end();
                    begin(row);
                }
                follow(row);
            }
            end();
        }
        try (ResultSet row = statement.executeQuery(WITHOUT_EVENTS)) {
            while (row.next()) {
                found.accept("run %s has no events".formatted(row.getString(1)));
            }
        }
        try (ResultSet row = statement.executeQuery(COUNT)) {
            runs = row.next() ? row.getLong(1) : 0;
        }
    }

    private void begin(ResultSet row) throws SQLException {
        runId = row.getString(1);
        stored = Optional.ofNullable(row.getString(5)).orElse("");
        last = 0;
        history = new History();
        if (stored.isEmpty()) {
            found.accept("events of run %s are there, the run is not".formatted(runId));
        }
    }

    private void follow(ResultSet row) throws SQLException {
        events++;
        long seq = row.getLong(2);
        long first = row.getString(3).equals(EventType.EVENTS_REMOVED.key()) ? removedFrom(row.getString(6), seq) : seq;
        if (first != last + 1) {
            found.accept("events of run %s: after number %d comes %d".formatted(runId, last, first));
        }
        last = seq;
        Optional<RunStatus> after = RunStatus.of(row.getString(4));
        if (after.isEmpty()) {
            found.accept("event %d of run %s has no known status: '%s'".formatted(seq, runId, row.getString(4)));
        } else if (!history.take(after.get())) {
            found.accept("event %d of run %s leads to %s, which cannot be"
                    .formatted(seq, runId, after.get().key()));
        }
    }

    private void end() {
        String told = history.status().map(RunStatus::key).orElse(stored);
        if (!stored.isEmpty() && !told.equals(stored)) {
            found.accept("run %s is %s, its events say %s".formatted(runId, stored, told));
        }
    }

    private static long removedFrom(String details, long otherwise) {
        try {
            OptionalDouble from = Content.of(StrictJson.object(details)).number("from");
            return from.isPresent() ? (long) from.getAsDouble() : otherwise;
        } catch (MalformedJsonException ignored) { // then its number alone is not enough, which is told as a gap
            return otherwise;
        }
    }
}
