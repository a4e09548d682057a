package io.storyforge.runtime.server.store;

import io.storyforge.runtime.run.EventType;
import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.server.json.JsonText;
import io.storyforge.runtime.server.json.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts one event in the place of several that follow each other. It takes the number and the position of the last of
 * them, so the log stays in order: whoever reads on from within the gap finds the event that tells of it.
 */
final class EventRemoval {
    private static final String REMOVE = "DELETE FROM agent_run_events WHERE run_id = ? AND seq >= ? AND seq < ?";
    private static final String TELL = "UPDATE agent_run_events SET event_type = ?, summary = ?, details_json = ?"
            + " WHERE run_id = ? AND seq = ?";
    private static final String SUMMARY = "较早的步骤事件已按保留期限清理";

    private final Sql sql;

    EventRemoval(Sql sql) {
        this.sql = sql;
    }

    /** Removes the events of steps among these, which are of one run and in order; returns how many went. */
    int removeSteps(List<RunEvent> events, Instant now) {
        int removed = 0;
        List<RunEvent> range = new ArrayList<>();
        for (RunEvent event : events) {
            if (event.content().type().ofStep()) {
                range.add(event);
            } else {
                removed += replace(range, now);
                range.clear();
            }
        }
        return removed + replace(range, now);
    }

    private int replace(List<RunEvent> range, Instant now) {
        if (range.isEmpty()) {
            return 0;
        }
        String runId = range.getFirst().place().runId();
        long from = range.getFirst().place().seq();
        long to = range.getLast().place().seq();
        int removed = sql.change(REMOVE, runId, from, to);
        Map<String, Object> details = Map.of("from", from, "to", to, "removed_at", Times.text(now));
        sql.change(TELL, EventType.EVENTS_REMOVED.key(), SUMMARY, JsonText.object(details), runId, to);
        return removed;
    }
}
