package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.server.bench.Gates;
import io.storyforge.runtime.server.http.LiveServer.Person;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Cancelling in each state; honest about what was done. */
class CancelIT {
    private static final LiveServer SERVER = new LiveServer();

    @BeforeAll
    static void start(@TempDir Path data) {
        SERVER.start(data);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void queuedRunIsCancelledAtOnceAndLaneGoesOn() {
        Person member = SERVER.member();
        String gate = UUID.randomUUID().toString();
        String first = member.runs().confirmed("", RunLifeIT.waiting("bench.read", gate));
        String second = member.runs().confirmed("", Runs.step("bench.read", Map.of()));
        String third = member.runs().confirmed("", Runs.step("bench.read", Map.of()));

        Answer cancelled = member.runs().cancel(second).expect(200);
        Gates.open(gate);

        assertThat(cancelled.text("run_status")).isEqualTo("cancelled");
        member.runs().await(third, "done");
        assertThat(member.runs().get(first).text("run_status")).isEqualTo("done");
        assertThat(member.runs().eventTypes(second)).doesNotContain("run.started");
    }

    @Test
    void blockedRunIsCancelledAtOnceAndFreesLane() {
        Person member = SERVER.member();
        String blocked = member.runs().confirmed("", Runs.step("bench.read", Map.of("mark", "a")), "人工");
        member.runs().await(blocked, "blocked");
        String next = member.runs().confirmed("", Runs.step("bench.read", Map.of()));

        Answer cancelled = member.runs().cancel(blocked).expect(200);

        assertThat(cancelled.text("run_status")).isEqualTo("cancelled");
        assertThat(account(member, blocked, "done_steps")).containsExactly("bench.read");
        assertThat(account(member, blocked, "not_done_steps")).containsExactly("人工");
        member.runs().await(next, "done");
    }

    @Test
    void runningRunIsCancellingUntilItsToolStopped() {
        Person member = SERVER.member();
        String gate = UUID.randomUUID().toString();
        String id = member.runs()
                .confirmed(
                        "",
                        Runs.step("bench.read", Map.of("mark", "a")),
                        RunLifeIT.waiting("bench.change", gate),
                        "后面");
        Eventually.holds(Eventually.SOON, () -> Gates.reached(gate));

        Answer cancelling = member.runs().cancel(id).expect(200);

        assertThat(cancelling.text("run_status")).isEqualTo("cancelling");
        assertThat(cancelling.json().path("allowed_actions")).isEmpty();
        assertThat(cancelling.text("cancel_reason")).isEqualTo("不需要了");
        member.runs().cancel(id).refused(409, "wrong-state");
        Answer cancelled = member.runs().await(id, "cancelled");
        assertThat(account(member, id, "done_steps")).containsExactly("bench.read");
        assertThat(account(member, id, "not_done_steps")).containsExactly("bench.change", "后面");
        assertThat(statuses(cancelled)).containsExactly("done", "skipped", "pending");
        assertThat(cancelled.text("cancelled_by")).isEqualTo(member.user().id());
        assertThat(cancelled.text("cancelled_by_name")).isEqualTo(member.user().name());
        assertThat(cancelled.text("cancel_reason")).isEqualTo("不需要了");
    }

    @Test
    void toolThatFinishedDuringCancelCountsAsDone() {
        Person member = SERVER.member();
        String gate = UUID.randomUUID().toString();
        String id = member.runs().confirmed("", RunLifeIT.waiting("bench.stubborn", gate), "后面");
        Eventually.holds(Eventually.SOON, () -> Gates.reached(gate));
        member.runs().cancel(id).expect(200);

        Gates.open(gate);
        Answer cancelled = member.runs().await(id, "cancelled");

        assertThat(account(member, id, "done_steps")).containsExactly("bench.stubborn");
        assertThat(account(member, id, "not_done_steps")).containsExactly("后面");
        assertThat(statuses(cancelled)).containsExactly("done", "pending");
    }

    @Test
    void toolThatIgnoresInterruptsKeepsRunCancelling() {
        Person member = SERVER.member();
        String gate = UUID.randomUUID().toString();
        String id = member.runs().confirmed("", RunLifeIT.waiting("bench.stubborn", gate));
        Eventually.holds(Eventually.SOON, () -> Gates.reached(gate));
        long begun = System.nanoTime();
        member.runs().cancel(id).expect(200);

        // Beyond the interrupt, which comes 2 s after the cancel.
        Eventually.holds(Eventually.SOON, () -> {
            assertThat(member.runs().get(id).text("run_status")).isEqualTo("cancelling");
            return System.nanoTime() - begun > 3_000_000_000L;
        });
        Gates.open(gate);

        member.runs().await(id, "cancelled");
    }

    @Test
    void documentsOfCancelledStepAreNotWritten() {
        Person member = SERVER.member();
        String project = member.project("x");
        String gate = UUID.randomUUID().toString();
        String id = member.runs().confirmed(project, RunLifeIT.waiting("bench.write", gate));
        Eventually.holds(Eventually.SOON, () -> Gates.reached(gate));
        member.runs().cancel(id).expect(200);
        Gates.open(gate);

        member.runs().await(id, "cancelled");

        boolean counted = account(member, id, "done_steps").contains("bench.write");
        int status = member.api()
                .get("/v2/projects/" + project + "/documents/bench/k")
                .status();
        assertThat(status).isEqualTo(counted ? 200 : 404);
    }

    @Test
    void endedRunsCannotBeCancelled() {
        Person member = SERVER.member();
        String id = member.runs().confirmed("", Runs.step("bench.read", Map.of()));
        member.runs().await(id, "done");

        Answer refused = member.runs().cancel(id).refused(409, "wrong-state");

        assertThat(refused.json().path("run").path("run_status").asString()).isEqualTo("done");
    }

    private static List<String> account(Person member, String id, String list) {
        JsonNode events =
                member.api().get(Runs.PATH + "/" + id + "/events").json().path("items");
        JsonNode steps = events.get(events.size() - 1).path("details").path(list);
        return IntStream.range(0, steps.size())
                .mapToObj(index -> steps.get(index).asString())
                .toList();
    }

    private static List<String> statuses(Answer run) {
        JsonNode steps = run.json().path("plan").path("steps");
        return IntStream.range(0, steps.size())
                .mapToObj(index -> steps.get(index).path("status").asString())
                .toList();
    }
}
