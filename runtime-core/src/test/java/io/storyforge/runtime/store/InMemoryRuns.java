package io.storyforge.runtime.store;

import io.storyforge.runtime.run.Cancellation;
import io.storyforge.runtime.run.EventType;
import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.NewEvent;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.run.RunHead;
import io.storyforge.runtime.run.RunStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

final class InMemoryRuns implements RunRecords {
    private final Table<String, Run> runs;
    private final Table<String, Long> numbers;
    private final InMemoryLeases leases;
    private final InMemoryEvents events;
    private final boolean withLanes;

    InMemoryRuns(InMemoryEvents events, boolean withLanes) {
        this.runs = new Table<>();
        this.numbers = new Table<>();
        this.leases = new InMemoryLeases(new Table<>(), new Table<>());
        this.events = events;
        this.withLanes = withLanes;
    }

    private InMemoryRuns(InMemoryRuns from, InMemoryEvents events) {
        this.runs = from.runs.copy();
        this.numbers = from.numbers.copy();
        this.leases = from.leases.copy();
        this.events = events;
        this.withLanes = from.withLanes;
    }

    InMemoryRuns copy(InMemoryEvents copiedEvents) {
        return new InMemoryRuns(this, copiedEvents);
    }

    void seal() {
        runs.seal();
        numbers.seal();
        leases.seal();
    }

    @Override
    public long nextNumber(Lane lane) {
        String counter = lane.projectId().isEmpty() ? "user/" + lane.userId() : "project/" + lane.projectId();
        long next = numbers.find(counter).orElse(0L) + 1;
        numbers.put(counter, next);
        return next;
    }

    @Override
    public void insert(Run run, List<NewEvent> newEvents, Instant now) {
        runs.insert(run.id(), run);
        events.append(run, newEvents, now);
    }

    @Override
    public void update(Run run, List<NewEvent> newEvents, Instant now) {
        if (withLanes
                && run.status().active()
                && active(run.lane())
                        .filter(other -> !other.id().equals(run.id()))
                        .isPresent()) {
            throw new IllegalStateException("lane %s has an active run".formatted(run.lane()));
        }
        if (runs.put(run.id(), run)) {
            throw new IllegalStateException("run %s is not there".formatted(run.id()));
        }
        events.append(run, newEvents, now);
    }

    @Override
    public Optional<Run> find(String id) {
        return runs.find(id);
    }

    @Override
    public List<RunHead> list(RunQuery query) {
        return runs.all().stream()
                .map(Run::head)
                .filter(head -> matches(query, head))
                .sorted(Comparator.<RunHead, String>comparing(head -> head.key().id())
                        .reversed())
                .limit(query.limit())
                .toList();
    }

    private static boolean matches(RunQuery query, RunHead head) {
        return query.userId().equals(head.lane().userId())
                && query.projectId()
                        .orElse(head.lane().projectId())
                        .equals(head.lane().projectId())
                && query.filter().matches(head)
                && query.cursor()
                        .filter(cursor -> head.key().id().compareTo(cursor) >= 0)
                        .isEmpty();
    }

    @Override
    public List<RunHead> waiting(String projectId, Optional<String> cursor, int limit) {
        return runs.all().stream()
                .map(Run::head)
                .filter(head -> head.status() == RunStatus.NEEDS_CONFIRMATION)
                .filter(head -> head.lane().projectId().equals(projectId))
                .filter(head -> cursor.filter(last -> head.key().id().compareTo(last) >= 0)
                        .isEmpty())
                .sorted(Comparator.<RunHead, String>comparing(head -> head.key().id())
                        .reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Run> active(Lane lane) {
        return inLane(lane).filter(run -> run.status().active()).findFirst();
    }

    @Override
    public Optional<Run> nextQueued(Lane lane) {
        return inLane(lane)
                .filter(run -> run.status() == RunStatus.QUEUED)
                .min(Comparator.comparingLong(this::queuedAt));
    }

    @Override
    public long queued(Lane lane) {
        return inLane(lane).filter(run -> run.status() == RunStatus.QUEUED).count();
    }

    @Override
    public long ahead(Run run) {
        long place = queuedAt(run);
        return inLane(run.lane())
                .filter(other ->
                        other.status().active() || (other.status() == RunStatus.QUEUED && queuedAt(other) < place))
                .count();
    }

    private Stream<Run> inLane(Lane lane) {
        return runs.all().stream().filter(run -> run.lane().equals(lane));
    }

    private long queuedAt(Run run) {
        return events.ofRun(run.id()).stream()
                .filter(event -> event.content().type() == EventType.QUEUED)
                .mapToLong(event -> event.place().position())
                .max()
                .orElse(Long.MAX_VALUE);
    }

    @Override
    public List<Lane> idleLanes(Lane after, int limit) {
        Comparator<Lane> order = Comparator.comparing(Lane::userId).thenComparing(Lane::projectId);
        return runs.all().stream()
                .filter(run -> run.status() == RunStatus.QUEUED)
                .map(Run::lane)
                .distinct()
                .filter(lane -> active(lane).isEmpty() && order.compare(lane, after) > 0)
                .sorted(order)
                .limit(limit)
                .toList();
    }

    @Override
    public List<String> inStatus(List<RunStatus> statuses) {
        return runs.all().stream()
                .filter(run -> statuses.contains(run.status()))
                .map(Run::id)
                .toList();
    }

    @Override
    public OpenRuns open() {
        List<Run> open =
                runs.all().stream().filter(run -> !run.status().terminal()).toList();
        return new OpenRuns(
                open.stream().collect(Collectors.groupingBy(Run::status, Collectors.counting())),
                open.stream()
                        .filter(run -> run.status() == RunStatus.QUEUED)
                        .map(Run::lane)
                        .distinct()
                        .count());
    }

    @Override
    public List<String> overdue(Instant now, int limit) {
        return runs.all().stream()
                .filter(run -> run.status() == RunStatus.NEEDS_CONFIRMATION)
                .filter(run -> run.head()
                        .state()
                        .times()
                        .expires()
                        .filter(end -> !now.isBefore(end))
                        .isPresent())
                .map(Run::id)
                .limit(limit)
                .toList();
    }

    @Override
    public List<RunEvent> events(String runId, long afterSeq, int limit) {
        return events.ofRun(runId).stream()
                .filter(event -> event.place().seq() > afterSeq)
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<RunEvent> last(String runId, EventType type) {
        return events.ofRun(runId).reversed().stream()
                .filter(event -> event.content().type() == type)
                .findFirst();
    }

    @Override
    public Map<String, Cancellation> cancellations(List<String> runIds) {
        Map<String, Cancellation> found = new TreeMap<>();
        for (String runId : runIds) {
            events.ofRun(runId).stream()
                    .map(RunEvent::content)
                    .flatMap(event -> Cancellation.of(event.type(), event.details()).stream())
                    .forEach(cancellation -> found.put(runId, cancellation));
        }
        return found;
    }

    @Override
    public List<RunEvent> feed(String userId, Optional<String> projectId, long afterPosition, int limit) {
        return events.feed(userId, projectId, afterPosition, limit);
    }

    @Override
    public List<RunEvent> approvalFeed(long afterPosition, int limit) {
        return events.approvalFeed(afterPosition, limit);
    }

    @Override
    public long lastPosition() {
        return events.lastPosition();
    }

    @Override
    public Lease claim(String runId, String owner, Instant until) {
        return leases.claim(runId, owner);
    }

    @Override
    public boolean holds(Lease lease) {
        return leases.holds(lease);
    }

    @Override
    public boolean renew(Lease lease, Instant until) {
        return leases.holds(lease);
    }

    @Override
    public void saveOutput(String runId, StepOutput output) {
        leases.saveOutput(runId, output);
    }

    @Override
    public List<StepOutput> outputs(String runId) {
        return leases.outputs(runId);
    }
}
