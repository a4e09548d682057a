package io.storyforge.runtime.server.crash;

import io.storyforge.runtime.server.http.Answer;
import io.storyforge.runtime.server.http.Runs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Looks at everything one user has, from outside, and holds it to what the ledger says the server told. */
final class Inspection {
    private static final Set<String> ACTIVE = Set.of("running", "blocked", "cancelling");
    private static final Map<String, Set<String>> MOVES = Map.of(
            "needs_confirmation", Set.of("queued", "cancelled"),
            "queued", Set.of("queued", "running", "cancelled"),
            "running", Set.of("running", "blocked", "cancelling", "done", "failed"),
            "blocked", Set.of("running", "cancelled"),
            "cancelling", Set.of("cancelling", "cancelled"),
            "done", Set.of(),
            "failed", Set.of(),
            "cancelled", Set.of());

    private final Crew.Member member;
    private final Ledger ledger;
    private final Runs runs;
    private final Map<Long, JsonNode> log = new TreeMap<>();
    private final Map<Long, String> runAt = new HashMap<>();

    Inspection(Crew.Member member, Ledger ledger, int port) {
        this.member = member;
        this.ledger = ledger;
        this.runs = new Runs(member.api().at(port));
    }

    /** Checks everything but the streams; the positions of the user's events. */
    Set<Long> check() {
        List<JsonNode> listed = listed();
        Set<String> keys = new HashSet<>();
        for (JsonNode run : listed) {
            String key = run.path("title").asString();
            if (!keys.add(key)) {
                ledger.violated("key %s has two runs".formatted(key));
            }
            if (!ledger.attemptedBy(member.name()).contains(key)) {
                ledger.violated("nobody asked for run %s".formatted(key));
            }
            checkRun(run.path("id").asString());
        }
        Set<String> there = new HashSet<>(
                listed.stream().map(run -> run.path("id").asString()).toList());
        ledger.runsOf(member.name()).stream()
                .filter(run -> !there.contains(run))
                .forEach(run -> ledger.violated("run %s was acknowledged and is lost".formatted(run)));
        checkLane();
        return log.keySet();
    }

    /** The events that somebody saw and that are not there any more, or not as they were. */
    static void checkSeen(Ledger ledger, Map<String, String> stored) {
        ledger.events().forEach((place, content) -> {
            if (!content.equals(stored.get(place))) {
                ledger.violated("event %s was seen as %s and is %s".formatted(place, content, stored.get(place)));
            }
        });
    }

    /** The user's events by run and number. */
    Map<String, String> stored() {
        Map<String, String> stored = new HashMap<>();
        log.forEach((position, event) ->
                stored.put(runAt.get(position) + "/" + event.path("seq").asInt(), Ledger.content(event)));
        return stored;
    }

    List<JsonNode> listed() {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            Answer page =
                    runs.api().get(Runs.PATH + "?limit=100&cursor=" + cursor).expect(200);
            all.addAll(page.json().path("items").values());
            cursor = page.text("next_cursor");
        } while (!cursor.isEmpty());
        return all;
    }

    private void checkRun(String id) {
        String status = runs.get(id).text("run_status");
        List<JsonNode> events = List.copyOf(runs.api()
                .get(Runs.PATH + "/" + id + "/events?limit=100")
                .expect(200)
                .json()
                .path("items")
                .values());
        events.forEach(event -> {
            long position = event.path("position").asLong();
            if (log.put(position, event) != null) {
                ledger.violated("two events are at position %d".formatted(position));
            }
            runAt.put(position, id);
        });
        checkHistory(id, events);
        String last =
                events.isEmpty() ? "" : events.getLast().path("run_status").asString();
        if (!last.equals(status)) {
            ledger.violated("run %s is %s and its last event says %s".formatted(id, status, last));
        }
        if (ledger.wasConfirmed(id) && count(events, "run.confirmed") != 1) {
            ledger.violated("the confirmation of run %s was acknowledged and is lost".formatted(id));
        }
        if (ledger.wasCancelled(id) && !status.equals("cancelled")) {
            ledger.violated("the cancel of run %s was acknowledged and it is %s".formatted(id, status));
        }
    }

    private void checkHistory(String id, List<JsonNode> events) {
        String before = "needs_confirmation";
        for (int i = 0; i < events.size(); i++) {
            String now = events.get(i).path("run_status").asString();
            boolean first = i == 0 && now.equals(before);
            if (events.get(i).path("seq").asInt() != i + 1) {
                ledger.violated("the events of run %s have a gap before %s".formatted(id, events.get(i)));
            }
            if (!first && !MOVES.getOrDefault(before, Set.of()).contains(now)) {
                ledger.violated("run %s went from %s to %s".formatted(id, before, now));
            }
            before = now;
        }
        if (count(events, "run.confirmed") > 1 || count(events, "run.started") > 1) {
            ledger.violated("run %s was confirmed or started twice".formatted(id));
        }
        Set<String> finished = new HashSet<>();
        events.stream()
                .filter(event -> type(event).equals("run.step_finished"))
                .map(event -> event.path("details").path("step_id").asString())
                .filter(step -> !finished.add(step))
                .forEach(step -> ledger.violated("step %s of run %s was finished twice".formatted(step, id)));
    }

    private void checkLane() {
        String active = "";
        for (Map.Entry<Long, JsonNode> entry : log.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .toList()) {
            String run = runAt.getOrDefault(entry.getKey(), "");
            boolean isActive =
                    ACTIVE.contains(entry.getValue().path("run_status").asString());
            if (isActive && !active.isEmpty() && !active.equals(run)) {
                ledger.violated("run %s was active while %s was".formatted(run, active));
            }
            active = isActive ? run : active.equals(run) ? "" : active;
        }
    }

    private static long count(List<JsonNode> events, String type) {
        return events.stream().filter(event -> type(event).equals(type)).count();
    }

    private static String type(JsonNode event) {
        return event.path("event_type").asString();
    }
}
