package io.storyforge.runtime.server.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** What the server told its clients, and every promise that it was seen to break. Safe for use by many threads. */
final class Ledger {
    final AtomicInteger acknowledged = new AtomicInteger();
    final AtomicInteger unknown = new AtomicInteger();
    final AtomicInteger replayed = new AtomicInteger();
    final AtomicInteger streamed = new AtomicInteger();
    final AtomicInteger repeats = new AtomicInteger();
    private final Map<String, String> runOfKey = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> keysOfUser = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> runsOfUser = new ConcurrentHashMap<>();
    private final Set<String> confirmed = ConcurrentHashMap.newKeySet();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private final Map<String, String> events = new ConcurrentHashMap<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    void violated(String promise) {
        violations.add(promise);
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    /** A creation is about to be asked for. */
    void attempted(String user, String key) {
        keysOfUser.computeIfAbsent(user, name -> ConcurrentHashMap.newKeySet()).add(key);
    }

    void created(String user, String key, String run) {
        acknowledged.incrementAndGet();
        String before = runOfKey.putIfAbsent(key, run);
        if (before != null && !before.equals(run)) {
            violated("key %s made two runs, %s and %s".formatted(key, before, run));
        }
        runsOfUser.computeIfAbsent(user, name -> ConcurrentHashMap.newKeySet()).add(run);
    }

    void confirmed(String run) {
        acknowledged.incrementAndGet();
        if (!confirmed.add(run)) {
            violated("two confirmations of run %s won".formatted(run));
        }
    }

    void cancelled(String run) {
        acknowledged.incrementAndGet();
        if (!cancelled.add(run)) {
            violated("two cancels of run %s won".formatted(run));
        }
    }

    /** Somebody saw an event, in the stream or in a list. */
    void saw(JsonNode event, String run) {
        String place = run + "/" + event.path("seq").asInt();
        String content = content(event);
        String before = events.putIfAbsent(place, content);
        if (before != null && !before.equals(content)) {
            violated("event %s was %s and is %s".formatted(place, before, content));
        }
    }

    static String content(JsonNode event) {
        return "%s %s %s %s"
                .formatted(
                        event.path("position"), event.path("event_type"), event.path("summary"), event.path("details"));
    }

    Set<String> attemptedBy(String user) {
        return keysOfUser.getOrDefault(user, Set.of());
    }

    List<String> runsOf(String user) {
        return new ArrayList<>(runsOfUser.getOrDefault(user, Set.of()));
    }

    List<String> runsOfOthers(String user) {
        return runsOfUser.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(user))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    boolean wasConfirmed(String run) {
        return confirmed.contains(run);
    }

    boolean wasCancelled(String run) {
        return cancelled.contains(run);
    }

    /** The events that were seen, by run and number. */
    Map<String, String> events() {
        return Map.copyOf(events);
    }
}
