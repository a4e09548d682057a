package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.server.bench.BenchHandoff;
import io.storyforge.runtime.server.bench.Gates;
import io.storyforge.runtime.server.cli.JavaProcess;
import io.storyforge.runtime.server.http.LiveServer.Person;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server that is told to stop does about those who use it. */
class StopIT {
    private static final int CLIENTS = 6;
    /** How a program ends that SIGTERM has ended in order. */
    private static final int TERMINATED = 143;

    @Test
    void requestThatWasBegunIsAnsweredAndNewOnesAreRefused(@TempDir Path data) {
        LiveServer server = new LiveServer();
        server.start(data);
        Person member = server.member();
        String gate = UUID.randomUUID().toString();
        Map<String, Object> body = Map.of(
                "source_screen", BenchHandoff.SCREEN, "source_action_key", "wait", "fields", Map.of("gate", gate));
        CompletableFuture<Answer> begun = CompletableFuture.supplyAsync(
                () -> member.api().post("/v2/oneliner/handoffs", body), Thread::startVirtualThread);
        Eventually.holds(Eventually.SOON, () -> Gates.reached(gate));

        CompletableFuture<Void> stop = CompletableFuture.runAsync(server::close, Thread::startVirtualThread);
        Eventually.holds(Eventually.SOON, () -> refuses(member));
        assertThat(begun).isNotDone();
        long opened = System.nanoTime();
        Gates.open(gate);

        assertThat(begun.join().status()).isEqualTo(201);
        stop.join();
        assertThat(Duration.ofNanos(System.nanoTime() - opened)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void runsAreReleasedAtOnceAndTakenUpByTheNextStart(@TempDir Path data) {
        LiveServer server = new LiveServer();
        server.start(data);
        Person member = server.member();
        String gate = UUID.randomUUID().toString();
        String id = member.runs().confirmed("", RunLifeIT.waiting("bench.read", gate));
        Eventually.holds(Eventually.SOON, () -> Gates.reached(gate));

        long begun = System.nanoTime();
        server.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(9));

        server.start(data);
        Gates.open(gate);
        Runs runs = new Runs(server.anonymous().token(member.token()));
        runs.await(id, "done");
        assertThat(runs.eventTypes(id)).containsOnlyOnce("run.recovered");
        server.close();
    }

    @Test
    void underLoadWhateverTookEffectWasAnswered(@TempDir Path logs, @TempDir Path data) {
        String token = JavaProcess.run(logs, "token", "create", "--data", data.toString(), "--user", "ann")
                .out()
                .strip();
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        try (JavaProcess server = JavaProcess.serve(logs, data)) {
            ApiClient api = ApiClient.of(server.port()).token(token);
            List<CompletableFuture<Void>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(CompletableFuture.runAsync(
                        () -> createUntilGone(api, acknowledged), Thread::startVirtualThread));
            }
            Eventually.holds(Eventually.SOON, () -> acknowledged.size() > 10 * CLIENTS);

            assertThat(server.stop().exit()).isEqualTo(TERMINATED);
            clients.forEach(CompletableFuture::join);
        }
        try (JavaProcess server = JavaProcess.serve(logs, data)) {
            Runs runs = new Runs(ApiClient.of(server.port()).token(token));
            assertThat(runs.ids()).containsExactlyInAnyOrderElementsOf(acknowledged);
        }
    }

    private static void createUntilGone(ApiClient api, Queue<String> acknowledged) {
        try {
            while (true) {
                Answer answer = api.post(Runs.PATH, Runs.request("", "x"));
                if (answer.status() == 200) {
                    acknowledged.add(answer.id());
                } else {
                    answer.refused(503, "unavailable");
                }
            }
        } catch (UncheckedIOException ignored) { // as it should be
            return;
        }
    }

    private static boolean refuses(Person member) {
        try {
            member.api().get("/v2/me");
            return false;
        } catch (UncheckedIOException ignored) { // as it should
            return true;
        }
    }
}
