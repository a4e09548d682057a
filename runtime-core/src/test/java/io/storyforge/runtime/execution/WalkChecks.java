package io.storyforge.runtime.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.execution.WalkMove.Result;
import io.storyforge.runtime.run.EventType;
import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.store.Records;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must be true after every move, told from the events seen so far. */
final class WalkChecks {
    private static final int ALL = 100_000;
    private static final List<RunStatus> ACTIVE = List.of(RunStatus.RUNNING, RunStatus.BLOCKED, RunStatus.CANCELLING);

    private final WalkWorld world;
    private final Map<String, List<RunEvent>> seen = new HashMap<>();
    private final Map<String, List<Object>> ended = new HashMap<>();
    private final Set<List<Object>> numbers = new HashSet<>();
    private final Map<RunStatus, Integer> reached = new EnumMap<>(RunStatus.class);
    private long position;

    WalkChecks(WalkWorld world) {
        this.world = world;
    }

    /** What a refusal must leave as it was. */
    record Before(Optional<List<Object>> run, int sessions) {}

    Before before(WalkMove move) {
        return world.store.read(records -> new Before(trace(records, move.runId()), sessions(records)));
    }

    void after(WalkMove move, Before before, Result result) {
        boolean checked = world.store.read(records -> {
            List<RunEvent> events = newEvents(records);
            if (result == Result.REFUSED) {
                assertThat(events).as("events of a refusal").isEmpty();
                assertThat(sessions(records)).as("sessions after a refusal").isEqualTo(before.sessions());
            }
            if (result != Result.APPLIED) {
                assertThat(trace(records, move.runId()))
                        .as("run after a refusal")
                        .isEqualTo(before.run());
            } else if (!move.runId().isEmpty()) {
                assertThat(events).extracting(event -> event.place().runId()).contains(move.runId());
            }
            events.forEach(this::see);
            events.stream().map(event -> event.place().runId()).distinct().forEach(id -> checkRun(records, id));
            checkLanes(records);
            return true;
        });
        assertThat(checked).isTrue();
    }

    /** Looks at every run again: what was seen stays, and what ended does not change. */
    void checkAll() {
        boolean checked = world.store.read(records -> {
            seen.keySet().forEach(id -> checkRun(records, id));
            return records.runs().lastPosition() == position;
        });
        assertThat(checked).as("last position is that of the last event").isTrue();
    }

    Map<RunStatus, Integer> reached() {
        return reached;
    }

    private List<RunEvent> newEvents(Records records) {
        List<RunEvent> events = new ArrayList<>();
        for (String user : WalkWorld.USERS) {
            events.addAll(records.runs().feed(user, Optional.empty(), position, ALL));
        }
        events.sort(Comparator.comparingLong(event -> event.place().position()));
        return events;
    }

    private void see(RunEvent event) {
        RunEvent.Place place = event.place();
        assertThat(place.position()).as("position of %s", event).isGreaterThan(position);
        position = place.position();
        List<RunEvent> before = seen.computeIfAbsent(place.runId(), id -> new ArrayList<>());
        assertThat(place.seq()).as("number of %s", event).isEqualTo(before.size() + 1L);
        assertThat(event.content().type() == EventType.CREATED)
                .as("%s is first", event)
                .isEqualTo(before.isEmpty());
        if (before.isEmpty()) {
            String counter = place.lane().projectId().isEmpty() ? place.lane().userId() : "";
            assertThat(numbers.add(List.of(place.lane().projectId(), counter, place.runNumber())))
                    .as("number of run %s is its own", place)
                    .isTrue();
        } else {
            assertThat(before.getLast().content().statusAfter().terminal())
                    .as("%s comes after the end", event)
                    .isFalse();
            assertThat(place.lane()).isEqualTo(before.getLast().place().lane());
            assertThat(place.runNumber()).isEqualTo(before.getLast().place().runNumber());
        }
        before.add(event);
        reached.merge(event.content().statusAfter(), 1, Integer::sum);
    }

    private void checkRun(Records records, String runId) {
        List<RunEvent> events = seen.getOrDefault(runId, List.of());
        Run run = records.runs().find(runId).orElseThrow(() -> new AssertionError(runId + " is gone"));
        assertThat(records.runs().events(runId, 0, ALL))
                .as("events of %s", runId)
                .isEqualTo(events);
        assertThat(run.status())
                .as("status of %s is what its events tell", runId)
                .isEqualTo(events.getLast().content().statusAfter());
        if (run.status().terminal()) {
            List<Object> end = ended.computeIfAbsent(runId, id -> trace(run));
            assertThat(trace(run)).as("run %s after its end", runId).isEqualTo(end);
        }
    }

    private void checkLanes(Records records) {
        Set<Lane> held = new HashSet<>();
        for (String id : records.runs().inStatus(ACTIVE)) {
            Lane lane = records.runs().find(id).orElseThrow().lane();
            assertThat(held.add(lane)).as("only one run of %s is active", lane).isTrue();
        }
        if (!world.halted()) {
            for (String id : records.runs().inStatus(List.of(RunStatus.QUEUED))) {
                Lane lane = records.runs().find(id).orElseThrow().lane();
                assertThat(held).as("lane of queued run %s is busy", id).contains(lane);
            }
        }
    }

    private static int sessions(Records records) {
        return WalkWorld.USERS.stream()
                .mapToInt(user -> records.conversations()
                        .list(user, Optional.empty(), ALL)
                        .size())
                .sum();
    }

    private static Optional<List<Object>> trace(Records records, String runId) {
        return records.runs().find(runId).map(WalkChecks::trace);
    }

    // Questions have no equality: two readings of one run are compared by what can be compared.
    private static List<Object> trace(Run run) {
        return List.of(
                run.head(),
                run.plan(),
                run.governance(),
                run.result(),
                run.waiting()
                        .map(waiting -> List.of(
                                waiting.reason(),
                                waiting.stepIndex(),
                                waiting.question().fields())));
    }
}
