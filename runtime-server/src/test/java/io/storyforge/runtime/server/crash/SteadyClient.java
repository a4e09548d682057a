package io.storyforge.runtime.server.crash;

import io.storyforge.runtime.server.http.ApiClient;
import io.storyforge.runtime.server.http.Runs;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A user who makes and confirms one run after the other, and remembers those that were acknowledged. */
final class SteadyClient {
    private final ApiClient client;
    private final String log;
    private final Set<String> created = ConcurrentHashMap.newKeySet();

    SteadyClient(ApiClient client, String log) {
        this.client = client;
        this.log = log;
    }

    /** Works until the server is gone. */
    void workAt(int port) {
        ApiClient server = client.at(port);
        try {
            while (true) {
                Map<String, Object> request = Runs.request(
                        "", Runs.step("bench.read", Map.of("mark", "m" + created.size(), "millis", 3, "log", log)));
                String id = server.post(Runs.PATH, request).expect(200).id();
                created.add(id);
                server.post(Runs.PATH + "/" + id + "/confirm", Map.of()).expect(200);
            }
        } catch (UncheckedIOException ignored) { // killed, as planned
        }
    }

    /** The runs whose creation was answered. */
    Set<String> created() {
        return created;
    }

    /** Whether the server at the port has the run. */
    boolean findsAt(int port, String id) {
        return client.at(port).get(Runs.PATH + "/" + id).status() == 200;
    }
}
