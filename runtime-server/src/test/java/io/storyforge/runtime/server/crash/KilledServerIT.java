package io.storyforge.runtime.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.server.cli.JavaProcess;
import io.storyforge.runtime.server.http.Answer;
import io.storyforge.runtime.server.http.ApiClient;
import io.storyforge.runtime.server.http.Eventually;
import io.storyforge.runtime.server.http.Runs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The server killed again and again under load, at moments that a seed decides. */
class KilledServerIT {
    private static final long SEED = 20261123;
    private static final int CLIENTS = 3;
    private static final int KILLS = 4;
    private static final Duration LIVELY = Duration.ofSeconds(60);

    @Test
    void keepsWhatItAnsweredAndDoesNothingTwice(@TempDir Path logs, @TempDir Path data) {
        Random random = new Random(SEED);
        String log = logs.resolve("steps").toString();
        List<LoadedClient> clients = Crew.tokens(data, CLIENTS).stream()
                .map(token -> new LoadedClient(ApiClient.of(0).token(token), log))
                .toList();
        for (int kill = 0; kill < KILLS; kill++) {
            try (JavaProcess server = JavaProcess.serve(logs, data)) {
                int port = server.port();
                clients.forEach(client -> check(client, port));
                loadUntilKilled(server, port, clients, random.nextLong(100, 1_200));
            }
        }
        try (JavaProcess server = JavaProcess.serve(logs, data)) {
            int port = server.port();
            clients.forEach(client -> {
                client.settleAt(port);
                client.replayAt(port);
            });
            clients.forEach(client -> finish(client, port));
        }
    }

    private static void loadUntilKilled(JavaProcess server, int port, List<LoadedClient> clients, long millis) {
        List<CompletableFuture<Void>> work = clients.stream()
                .map(client -> CompletableFuture.runAsync(() -> client.workAt(port), Thread::startVirtualThread))
                .toList();
        List<Integer> before =
                clients.stream().map(client -> client.created().size()).toList();
        long end = System.nanoTime() + millis * 1_000_000;
        // On a busy machine a kill by time alone would hit a server that has not answered anything yet.
        Eventually.holds(
                LIVELY,
                () -> System.nanoTime() - end >= 0
                        && IntStream.range(0, clients.size())
                                .allMatch(i -> clients.get(i).created().size() >= before.get(i) + 2));
        server.kill();
        work.forEach(CompletableFuture::join);
    }

    private static void check(LoadedClient client, int port) {
        Runs runs = client.runsAt(port);
        client.created().values().forEach(id -> {
            Answer run = runs.get(id);
            boolean confirmed = client.confirmed().contains(id);
            assertThat(confirmed && run.text("run_status").equals("needs_confirmation"))
                    .as("a confirmation was answered and is lost")
                    .isFalse();
        });
    }

    private static void finish(LoadedClient client, int port) {
        Runs runs = client.runsAt(port);
        List<String> listed = listed(runs);
        assertThat(listed).hasSizeGreaterThan(KILLS);
        assertThat(listed).containsExactlyInAnyOrderElementsOf(client.created().values());
        assertThat(client.confirmed()).containsExactlyInAnyOrderElementsOf(listed);
        Eventually.holds(
                LIVELY,
                () -> runs.api()
                        .get(Runs.PATH + "?status=queued,running")
                        .items("id")
                        .isEmpty());
        List<JsonNode> events = new ArrayList<>();
        for (String id : listed) {
            assertThat(runs.get(id).text("run_status")).isEqualTo("done");
            List<JsonNode> own = List.copyOf(runs.api()
                    .get(Runs.PATH + "/" + id + "/events")
                    .json()
                    .path("items")
                    .values());
            assertNumbered(own);
            assertFinishedOnce(own);
            events.addAll(own);
        }
        assertOneActiveAtATime(events);
    }

    private static List<String> listed(Runs runs) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            Answer page =
                    runs.api().get(Runs.PATH + "?limit=100&cursor=" + cursor).expect(200);
            ids.addAll(page.items("id"));
            cursor = page.text("next_cursor");
        } while (!cursor.isEmpty());
        return ids;
    }

    private static void assertNumbered(List<JsonNode> events) {
        assertThat(events.stream().map(event -> event.path("seq").asInt()))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, events.size()).boxed().toList());
    }

    private static void assertFinishedOnce(List<JsonNode> events) {
        assertThat(events.stream()
                        .filter(event -> type(event).equals("run.step_finished"))
                        .map(event -> event.path("details").path("step_id").asString()))
                .containsExactly("s1", "s2");
        assertThat(events.stream().map(KilledServerIT::type))
                .containsOnlyOnce("run.confirmed", "run.started", "run.done");
    }

    private static void assertOneActiveAtATime(List<JsonNode> events) {
        events.sort(Comparator.comparingLong(event -> event.path("position").asLong()));
        List<String> lane = events.stream()
                .map(KilledServerIT::type)
                .filter(type -> type.equals("run.started") || type.equals("run.done"))
                .toList();
        for (int i = 0; i < lane.size(); i++) {
            assertThat(lane.get(i)).isEqualTo(i % 2 == 0 ? "run.started" : "run.done");
        }
    }

    private static String type(JsonNode event) {
        return event.path("event_type").asString();
    }
}
