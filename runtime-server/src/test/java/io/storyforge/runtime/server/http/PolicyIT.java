package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.server.http.LiveServer.Person;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policy over HTTP; each test has a project of its own, so that its rules concern nobody else. */
class PolicyIT {
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
    void rulesAgainstCreatingAreNamed() {
        Person member = SERVER.member();
        String project = governed(member, Map.of("max_steps", 1, "max_effect", "read_only"));

        Answer refused = member.api()
                .post(Runs.PATH, Runs.request(project, "一", Runs.step("bench.change", Map.of())))
                .refused(403, "policy-denied");

        assertThat(refused.texts("errors", "code")).containsExactlyInAnyOrder("max_steps", "max_effect");
        member.runs().create(project, "一");
        assertThat(member.api().get(Runs.PATH).items("id")).hasSize(1);
    }

    @Test
    void haltedProjectConfirmsNothing() {
        Person member = SERVER.member();
        String project = governed(member, Map.of("halt", true));
        String id = member.runs().create(project, "一").id();

        Answer refused = member.runs().confirm(id).refused(403, "policy-denied");

        assertThat(refused.texts("errors", "code")).containsExactly("halt");
        assertThat(member.runs().get(id).text("run_status")).isEqualTo("needs_confirmation");
        member.runs().create("", "一");
    }

    @Test
    void snapshotKeepsThePolicyOfItsMoment() {
        Person member = SERVER.member();
        String project = governed(member, Map.of("max_steps", 3));
        Answer run = member.runs().create(project, "一");

        put(project, Map.of("max_steps", 9));

        var snapshot = member.runs().get(run.id()).json().path("governance_snapshot");
        assertThat(snapshot.path("effective_policy").path("max_steps").asInt()).isEqualTo(3);
        assertThat(snapshot.path("layers").get(0).path("scope").asString()).isEqualTo("project");
        Answer effective = member.api()
                .get("/v2/governance/effective?project_id=" + project)
                .expect(200);
        assertThat(effective.json().path("effective_policy").path("max_steps").asInt())
                .isEqualTo(9);
        assertThat(effective.json().path("decided_by").path("max_steps").asString())
                .isEqualTo("project/" + project);
    }

    @Test
    void layersAreReadAsWritten() {
        ApiClient admin = SERVER.admin().api();
        String path = "/v2/governance/layers/platform/douyin";
        admin.get("/v2/governance/layers/platform/nowhere").refused(404, "not-found");
        admin.get("/v2/governance/layers/moon/x").refused(404, "not-found");

        admin.put(path, Map.of("policy", Map.of("note", "x"), "valid_until", "2999-01-01T00:00:00Z"))
                .expect(200);

        Answer layer = admin.get(path).expect(200);
        assertThat(layer.text("valid_until")).isEqualTo("2999-01-01T00:00:00.000Z");
        assertThat(layer.json().path("policy").path("note").asString()).isEqualTo("x");
        admin.put(path, Map.of("policy", 7, "valid_until", "soon")).refused(422, "validation-failed");
        admin.put("/v2/governance/layers/admin_override/x", Map.of("policy", Map.of()))
                .refused(400, "bad-request");
    }

    @Test
    void overrideNeedsNoticeAndEnd() {
        ApiClient admin = SERVER.admin().api();

        Answer refused = admin.post("/v2/governance/overrides", Map.of()).refused(422, "validation-failed");

        assertThat(refused.texts("errors", "pointer")).contains("/notice", "/ends_at");
    }

    private static String governed(Person member, Map<String, Object> policy) {
        String project = member.project("x");
        put(project, policy);
        return project;
    }

    private static void put(String project, Map<String, Object> policy) {
        SERVER.admin()
                .api()
                .put("/v2/governance/layers/project/" + project, Map.of("policy", policy))
                .expect(200);
    }

    @Test
    void editedPlanStandsUnderTheSameRules() {
        Person member = SERVER.member();
        String project = governed(member, Map.of("max_effect", "read_only"));
        String id = member.runs().create(project, "一").id();

        member.api()
                .put(
                        Runs.PATH + "/" + id + "/plan",
                        Map.of("goal", "g", "steps", java.util.List.of(Runs.step("bench.change", Map.of()))))
                .refused(403, "policy-denied");
    }
}
