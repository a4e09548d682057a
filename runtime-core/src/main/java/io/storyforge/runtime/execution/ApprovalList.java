package io.storyforge.runtime.execution;

import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.RunHead;
import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.RunRecords.RunFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The runs of others that wait for one person, among others, to confirm them. For one transaction. */
final class ApprovalList {
    private static final int BATCH = 100;

    private final Records records;
    private final Actor actor;
    private final Instant now;
    // A policy is the same for all runs of a lane on a platform.
    private final Map<Kind, Boolean> approved = new HashMap<>();

    ApprovalList(Records records, Actor actor, Instant now) {
        this.records = records;
        this.actor = actor;
        this.now = now;
    }

    private record Kind(Lane lane, String platform) {}

    /** A page of them, newest first; ids grow in the order in which runs come. */
    List<RunHead> page(List<String> projectIds, RunFilter filter, Optional<String> cursor, int limit) {
        return projectIds.stream()
                .flatMap(project -> ofProject(project, filter, cursor, limit).stream())
                .sorted(newestFirst())
                .limit(limit)
                .toList();
    }

    static Comparator<RunHead> newestFirst() {
        return Comparator.comparing((RunHead run) -> run.key().id()).reversed();
    }

    private List<RunHead> ofProject(String projectId, RunFilter filter, Optional<String> cursor, int limit) {
        List<RunHead> found = new ArrayList<>();
        if (Approvals.roles(records, actor, projectId).isEmpty()) {
            return found;
        }
        Optional<String> last = cursor;
        List<RunHead> batch;
        do {
            batch = records.runs().waiting(projectId, last, BATCH);
            batch.stream().filter(filter::matches).filter(this::approves).forEach(found::add);
            last = batch.isEmpty() ? last : Optional.of(batch.getLast().key().id());
        } while (batch.size() == BATCH && found.size() < limit);
        return found;
    }

    private boolean approves(RunHead run) {
        return approved.computeIfAbsent(
                new Kind(run.lane(), run.brief().platform()), kind -> Approvals.approves(records, run, actor, now));
    }
}
