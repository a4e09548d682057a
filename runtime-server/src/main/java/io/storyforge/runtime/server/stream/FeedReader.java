package io.storyforge.runtime.server.stream;

import io.storyforge.runtime.execution.Actor;
import io.storyforge.runtime.execution.RunService;
import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.store.Records;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one person hears: the events of their own runs, and of the runs of others that the policy lets them confirm.
 *
 * @param projectId only this project's; all when empty
 */
record FeedReader(RunService service, Actor actor, Optional<String> projectId, int batch) {

    /**
     * What was read.
     *
     * @param position up to where nothing is left to hear
     * @param goesOn true when there may be more at once
     */
    record Read(List<RunEvent> events, long position, boolean goesOn) {}

    static Read nothing(long position) {
        return new Read(List.of(), position, false);
    }

    /** The next events after the position, in order. */
    Read after(Records records, long position) {
        List<RunEvent> own = records.runs().feed(actor.userId(), projectId, position, batch);
        List<RunEvent> approvals = records.runs().approvalFeed(position, batch);
        // Beyond the end of a full batch there may be events between those of the other one.
        long end = Math.min(end(own), end(approvals));
        List<RunEvent> heard = Stream.concat(own.stream(), approvals.stream().filter(event -> hears(records, event)))
                .filter(event -> event.place().position() <= end)
                .sorted(Comparator.comparingLong(event -> event.place().position()))
                .toList();
        long read = Stream.concat(own.stream(), approvals.stream())
                .mapToLong(event -> event.place().position())
                .filter(place -> place <= end)
                .max()
                .orElse(position);
        return new Read(heard, read, end < Long.MAX_VALUE);
    }

    private long end(List<RunEvent> read) {
        return read.size() < batch ? Long.MAX_VALUE : read.getLast().place().position();
    }

    private boolean hears(Records records, RunEvent event) {
        boolean own = event.place().lane().userId().equals(actor.userId());
        boolean elsewhere = projectId
                .filter(project -> !project.equals(event.place().lane().projectId()))
                .isPresent();
        return !own
                && !elsewhere
                && records.runs()
                        .find(event.place().runId())
                        .filter(run -> service.approves(records, run.head(), actor))
                        .isPresent();
    }
}
