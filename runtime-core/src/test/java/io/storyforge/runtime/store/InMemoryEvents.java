package io.storyforge.runtime.store;

import io.storyforge.runtime.run.NewEvent;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The log of all events by position, and per run by number. */
record InMemoryEvents(Table<Long, RunEvent> log, Table<String, List<RunEvent>> byRun) {
    InMemoryEvents copy() {
        return new InMemoryEvents(log.copy(), byRun.copy());
    }

    void seal() {
        log.seal();
        byRun.seal();
    }

    void append(Run run, List<NewEvent> events, Instant now) {
        for (NewEvent content : events) {
            List<RunEvent> before = ofRun(run.id());
            long position = lastPosition() + 1;
            RunEvent.Place place = RunEvent.Place.of(run, content.type(), before.size() + 1L, position);
            RunEvent event = new RunEvent("event-" + position, place, content, now);
            log.insert(position, event);
            byRun.put(run.id(), Stream.concat(before.stream(), Stream.of(event)).toList());
        }
    }

    List<RunEvent> ofRun(String runId) {
        return byRun.find(runId).orElse(List.of());
    }

    List<RunEvent> feed(String userId, Optional<String> projectId, long afterPosition, int limit) {
        return log.after(afterPosition)
                .filter(event -> event.place().lane().userId().equals(userId))
                .filter(event -> projectId
                        .filter(project -> !event.place().lane().projectId().equals(project))
                        .isEmpty())
                .limit(limit)
                .toList();
    }

    List<RunEvent> approvalFeed(long afterPosition, int limit) {
        return log.after(afterPosition)
                .filter(event -> event.place().forApprovers())
                .limit(limit)
                .toList();
    }

    List<RunEvent> after(long position) {
        return log.after(position).toList();
    }

    long lastPosition() {
        return log.last().map(event -> event.place().position()).orElse(0L);
    }
}
