package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.server.http.LiveServer.Person;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanEditIT {
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
    void editRaisesRevisionAndStillNeedsConfirmation() {
        Person member = SERVER.member();
        Answer run = member.runs().create("", "一");

        Answer edited = edit(member, run.id(), digest(run), "一", Runs.step("bench.change", Map.of()))
                .expect(200);

        assertThat(edited.json().path("plan").path("revision").asInt()).isEqualTo(2);
        assertThat(edited.json().path("plan").path("effect").asString()).isEqualTo("reversible");
        assertThat(edited.text("run_status")).isEqualTo("needs_confirmation");
        assertThat(digest(edited)).isNotEqualTo(digest(run));
        assertThat(member.runs().eventTypes(run.id())).containsExactly("run.created", "run.plan_changed");
    }

    @Test
    void confirmOfPlanThatWasChangedIsRefused() {
        Person member = SERVER.member();
        Answer run = member.runs().create("", "一");
        Answer edited = edit(member, run.id(), digest(run), "二").expect(200);
        String path = Runs.PATH + "/" + run.id() + "/confirm";

        Answer refused =
                member.api().post(path, Map.of("plan_digest", digest(run))).refused(409, "plan-changed");

        assertThat(refused.json().path("run").path("plan").path("revision").asInt())
                .isEqualTo(2);
        assertThat(refused.json().path("allowed_actions")).hasSize(3);
        member.api().post(path, Map.of("plan_digest", digest(edited))).expect(200);
    }

    @Test
    void staleEditIsRefusedAndChangesNothing() {
        Person member = SERVER.member();
        Answer run = member.runs().create("", "一");
        edit(member, run.id(), digest(run), "二").expect(200);

        edit(member, run.id(), digest(run), "三").refused(409, "plan-changed");

        assertThat(member.runs()
                        .get(run.id())
                        .json()
                        .path("plan")
                        .path("revision")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void confirmedPlanCannotBeEdited() {
        Person member = SERVER.member();
        String id = member.runs().confirmed("", "一");

        edit(member, id, "", "二").refused(409, "wrong-state");
    }

    @Test
    void editNamesItsProblems() {
        Person member = SERVER.member();
        String path = Runs.PATH + "/" + member.runs().create("", "一").id() + "/plan";

        Answer empty = member.api().put(path, Map.of()).refused(422, "validation-failed");
        Answer wrong = member.api()
                .put(path, Map.of("goal", 1, "steps", List.of("", Map.of("title", "x", "tool", "no.such"))))
                .refused(422, "validation-failed");

        assertThat(empty.texts("errors", "pointer")).containsExactlyInAnyOrder("/goal", "/steps");
        assertThat(wrong.texts("errors", "pointer"))
                .containsExactlyInAnyOrder("/goal", "/steps/0/title", "/steps/1/tool");
    }

    @Test
    void retryMakesNewUnconfirmedRunOfEndedOne() {
        Person member = SERVER.member();
        String id = member.runs().confirmed("", Runs.step("bench.read", Map.of("mark", "a")));
        Answer done = member.runs().await(id, "done");

        Answer retry = member.api().post(Runs.PATH + "/" + id + "/retry").expect(201);

        assertThat(retry.id()).isNotEqualTo(id);
        assertThat(retry.text("retry_of")).isEqualTo(id);
        assertThat(retry.text("source_type")).isEqualTo("retry");
        assertThat(retry.text("run_status")).isEqualTo("needs_confirmation");
        assertThat(retry.text("session_id")).isEqualTo(done.text("session_id"));
        assertThat(digest(retry)).isEqualTo(digest(done));
        assertThat(retry.json().path("plan").path("steps").get(0).path("status").asString())
                .isEqualTo("pending");
    }

    @Test
    void openRunCannotBeRetried() {
        Person member = SERVER.member();
        String id = member.runs().create("", "一").id();

        member.api().post(Runs.PATH + "/" + id + "/retry").refused(409, "wrong-state");
    }

    private static Answer edit(Person member, String id, String digest, Object... steps) {
        return member.api()
                .put(
                        Runs.PATH + "/" + id + "/plan",
                        Map.of("goal", "新目标", "steps", List.of(steps), "plan_digest", digest));
    }

    private static String digest(Answer run) {
        return run.json().path("plan").path("digest").asString();
    }
}
