package io.storyforge.runtime.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.server.cli.JavaProcess;
import io.storyforge.runtime.server.http.Answer;
import io.storyforge.runtime.server.http.ApiClient;
import io.storyforge.runtime.server.http.Eventually;
import io.storyforge.runtime.server.http.Runs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Steps that a crash interrupts: repeated when they only read, asked about when they change something. */
class InterruptedStepIT {
    private static final long SLOW = 1_500;

    @TempDir
    private Path logs = Path.of("");

    @TempDir
    private Path data = Path.of("");

    @Test
    void readOnlyStepIsRepeatedAndFinishedOnesAreNot() {
        Runs runs = new Runs(ApiClient.of(0).token(Crew.tokens(data, 1).getFirst()));
        String id;
        try (JavaProcess server = JavaProcess.serve(logs, data)) {
            Runs now = at(runs, server);
            id = now.confirmed(
                    "", step("bench.read", "a", 0), step("bench.read", "b", SLOW), step("bench.read", "c", 0));
            Eventually.holds(Eventually.SOON, () -> count("begin b") == 1);
            server.kill();
        }
        try (JavaProcess server = JavaProcess.serve(logs, data)) {
            Runs now = at(runs, server);
            now.await(id, "done");

            assertThat(now.eventTypes(id)).containsOnlyOnce("run.recovered").endsWith("run.step_finished", "run.done");
            assertThat(List.of(count("begin a"), count("begin b"), count("begin c")))
                    .containsExactly(1L, 2L, 1L);
        }
    }

    @Test
    void stepWithEffectsIsAskedAboutAndItsLaneWaits() {
        Runs runs = new Runs(ApiClient.of(0).token(Crew.tokens(data, 1).getFirst()));
        String id;
        String next;
        try (JavaProcess server = JavaProcess.serve(logs, data)) {
            Runs now = at(runs, server);
            id = now.confirmed("", step("bench.change", "a", SLOW), step("bench.read", "b", 0));
            next = now.confirmed("", step("bench.read", "n", 0));
            Eventually.holds(Eventually.SOON, () -> count("begin a") == 1);
            server.kill();
        }
        try (JavaProcess server = JavaProcess.serve(logs, data)) {
            Runs now = at(runs, server);
            Answer blocked = now.await(id, "blocked");

            assertThat(choices(blocked)).containsExactlyInAnyOrder("repeat", "done");
            assertThat(now.get(next).text("run_status")).isEqualTo("queued");
            now.answer(id, Map.of("decision", "perhaps")).refused(422, "validation-failed");
            now.answer(id, Map.of("decision", "done")).expect(200);
            now.await(id, "done");
            now.await(next, "done");
            assertThat(List.of(count("begin a"), count("end a"), count("begin b")))
                    .containsExactly(1L, 0L, 1L);
        }
    }

    @Test
    void personMayHaveInterruptedStepRepeatedAndCancelIsCarriedOut() {
        List<String> tokens = Crew.tokens(data, 2);
        Runs repeating = new Runs(ApiClient.of(0).token(tokens.getFirst()));
        Runs cancelling = new Runs(ApiClient.of(0).token(tokens.getLast()));
        String repeated;
        String cancelled;
        try (JavaProcess server = JavaProcess.serve(logs, data)) {
            repeated = at(repeating, server).confirmed("", step("bench.change", "a", SLOW));
            cancelled = at(cancelling, server).confirmed("", step("bench.stubborn", "x", 20_000), "后面");
            Eventually.holds(Eventually.SOON, () -> count("begin x") == 1);
            at(cancelling, server).cancel(cancelled).expect(200);
            Eventually.holds(Eventually.SOON, () -> count("begin a") == 1);
            server.kill();
        }
        try (JavaProcess server = JavaProcess.serve(logs, data)) {
            at(cancelling, server).await(cancelled, "cancelled");
            Runs now = at(repeating, server);
            now.await(repeated, "blocked");
            now.answer(repeated, Map.of("decision", "repeat", "note", "没有生效")).expect(200);
            now.await(repeated, "done");

            assertThat(List.of(count("begin a"), count("end a"), count("begin x")))
                    .containsExactly(2L, 1L, 1L);
        }
    }

    private static Runs at(Runs runs, JavaProcess server) {
        return new Runs(runs.api().at(server.port()));
    }

    private Map<String, Object> step(String tool, String mark, long millis) {
        Map<String, Object> arguments = Map.of(
                "mark", mark, "millis", millis, "log", logs.resolve("steps").toString());
        return Runs.step(tool, arguments);
    }

    private long count(String line) {
        Path steps = logs.resolve("steps");
        if (!Files.exists(steps)) {
            return 0;
        }
        try {
            return Files.readAllLines(steps).stream()
                    .filter(entry -> entry.endsWith(" " + line))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> choices(Answer blocked) {
        JsonNode decision = blocked.json()
                .path("question")
                .path("input_schema")
                .path("properties")
                .path("decision");
        return decision.path("oneOf").values().stream()
                .map(choice -> choice.path("const").asString())
                .toList();
    }
}
