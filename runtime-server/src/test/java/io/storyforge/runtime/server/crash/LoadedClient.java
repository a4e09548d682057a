package io.storyforge.runtime.server.crash;

import io.storyforge.runtime.server.http.Answer;
import io.storyforge.runtime.server.http.ApiClient;
import io.storyforge.runtime.server.http.Runs;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A user who creates and confirms runs one after the other, each under its own idempotency key, and remembers what was
 * answered. What was not answered is asked again, under the same key, when the server is back. Used by one thread.
 */
final class LoadedClient {
    private static final String RUNS = Runs.PATH;

    private final ApiClient client;
    private final String log;
    private final Map<String, String> created = new ConcurrentSkipListMap<>();
    private final Map<String, String> bodies = new TreeMap<>();
    private final List<String> confirmed = new ArrayList<>();
    private int keys;

    LoadedClient(ApiClient client, String log) {
        this.client = client;
        this.log = log;
    }

    /** Works until the server is gone. */
    void workAt(int port) {
        ApiClient server = client.at(port);
        try {
            while (true) {
                one(server);
            }
        } catch (UncheckedIOException ignored) { // killed, as planned
        }
    }

    /** Asks once more for what was not answered. */
    void settleAt(int port) {
        one(client.at(port));
    }

    /** The runs by key, as they were answered. */
    Map<String, String> created() {
        return created;
    }

    /** The runs whose confirmation was answered. */
    Set<String> confirmed() {
        return Set.copyOf(confirmed);
    }

    /** The runs as the server at the port shows them. */
    Runs runsAt(int port) {
        return new Runs(client.at(port));
    }

    /** Replays every creation: the server must give the same answers again. */
    void replayAt(int port) {
        bodies.forEach((key, body) -> {
            Answer again = client.at(port).key(key).post(RUNS, request(key)).expect(200);
            if (!again.body().equals(body)
                    || again.header("Idempotency-Replayed").isEmpty()) {
                throw new AssertionError("key %s was answered %s, now %s".formatted(key, body, again.body()));
            }
        });
    }

    private void one(ApiClient server) {
        String key = "key-" + keys;
        Answer run = server.key(key).post(RUNS, request(key)).expect(200);
        created.put(key, run.id());
        bodies.put(key, run.body());
        server.key(key).post(RUNS + "/" + run.id() + "/confirm", Map.of()).expect(200);
        confirmed.add(run.id());
        keys++;
    }

    private Map<String, Object> request(String key) {
        return Runs.request(
                "",
                Runs.step("bench.read", Map.of("mark", key + "-1", "millis", 3, "log", log)),
                Runs.step("bench.read", Map.of("mark", key + "-2")));
    }
}
