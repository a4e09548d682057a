package io.storyforge.runtime.server.http;

import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.server.json.Times;
import java.util.Map;

/** An event as the API shows it. */
public record EventView(
        String id,
        String runId,
        long seq,
        long position,
        String eventType,
        String runStatus,
        String summary,
        Map<String, Object> details,
        String byName,
        String createdAt) {

    static EventView of(RunEvent event, Names names) {
        return new EventView(
                event.id(),
                event.place().runId(),
                event.place().seq(),
                event.place().position(),
                event.content().type().key(),
                event.content().statusAfter().key(),
                event.content().summary(),
                event.content().details(),
                names.by(event.content().details()),
                Times.text(event.createdAt()));
    }
}
