package io.storyforge.runtime.server.stream;

import io.storyforge.runtime.run.NewEvent;
import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.server.json.JsonText;
import io.storyforge.runtime.server.json.Times;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Events as the text of server-sent events. JSON text has no line breaks, so a frame is one data line. */
final class Frames {
    /** Nothing happened and the stream is there: a comment would not reach a page's script. It has no id either. */
    static final String HEARTBEAT = "event: stream.beat\ndata: {}\n\n";

    /** No event of a run: it has no place in the log, and so no id. */
    static final String GOVERNANCE_CHANGED =
            "event: governance.changed\ndata: {\"event_type\":\"governance.changed\"}\n\n";

    private static final int RETRY_MILLIS = 2_000;

    private Frames() {}

    /** The first frame: sent at once, so that the client has the headers and a place to resume from. */
    static String opening(long position) {
        return "retry: %d\nid: %d\nevent: stream.ready\ndata: {\"position\":%d}\n\n"
                .formatted(RETRY_MILLIS, position, position);
    }

    /** The last frame of a server that stops: comes back in 1 to 4 s, not all clients at the same moment. */
    static String bye(RandomGenerator random) {
        return "retry: %d\n: stream.bye the server stops, come back\n\n".formatted(random.nextInt(1_000, 4_000));
    }

    /** The events, each with its run's title and the name of who did it, found by the ids of both. */
    static String of(List<RunEvent> events, UnaryOperator<String> titles, UnaryOperator<String> names) {
        StringBuilder text = new StringBuilder(events.size() * 400);
        for (RunEvent event : events) {
            String by = event.content().details().get("by") instanceof String user ? names.apply(user) : "";
            append(text, event, titles.apply(event.place().runId()), by);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, RunEvent event, String title, String byName) {
        NewEvent content = event.content();
        RunEvent.Place place = event.place();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", event.id());
        data.put("run_id", place.runId());
        data.put("number", place.runNumber());
        data.put("title", title);
        data.put("project_id", place.lane().projectId());
        data.put("seq", place.seq());
        data.put("position", place.position());
        data.put("event_type", content.type().key());
        data.put("run_status", content.statusAfter().key());
        data.put("summary", content.summary());
        data.put("details", content.details());
        data.put("by_name", byName);
        data.put("created_at", Times.text(event.createdAt()));
        text.append("id: ")
                .append(place.position())
                .append("\nevent: ")
                .append(content.type().key())
                .append("\ndata: ");
        JsonText.append(text, data);
        text.append("\n\n");
    }
}
