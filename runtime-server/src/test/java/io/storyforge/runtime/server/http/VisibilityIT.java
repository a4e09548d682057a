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

/** What people see of each other's things: nothing, and not even whether there are any. */
class VisibilityIT {
    private static final LiveServer SERVER = new LiveServer();
    private static final String UNKNOWN = "01940000-0000-7000-8000-000000000000";

    @BeforeAll
    static void start(@TempDir Path data) {
        SERVER.start(data);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void runsOfOthersAreNotThereNotEvenForAdministrators() {
        Person owner = SERVER.member();
        String run = owner.runs().create("", "读取").id();

        for (ApiClient other : List.of(SERVER.member().api(), SERVER.admin().api())) {
            String path = Runs.PATH + "/" + run;
            String missing = Runs.PATH + "/" + UNKNOWN;
            Map<String, Object> plan = Map.of("goal", "g", "steps", List.of("s"));
            assertSame(other.get(path), other.get(missing));
            assertSame(other.get(path + "/events"), other.get(missing + "/events"));
            assertSame(other.get(path + "/outputs"), other.get(missing + "/outputs"));
            for (String decision : List.of("confirm", "cancel", "retry")) {
                assertSame(other.post(path + "/" + decision), other.post(missing + "/" + decision));
            }
            Map<String, Object> answer = Map.of("answer", Map.of());
            assertSame(other.post(path + "/answer", answer), other.post(missing + "/answer", answer));
            assertSame(other.put(path + "/plan", plan), other.put(missing + "/plan", plan));
            assertThat(other.get(Runs.PATH).items("id")).isEmpty();
        }
        assertThat(owner.runs().eventTypes(run)).containsExactly("run.created");
    }

    @Test
    void sessionsOfOthersAreNotThere() {
        String session = SERVER.member().runs().create("", "读取").text("session_id");
        ApiClient other = SERVER.admin().api();

        other.get("/v2/oneliner/sessions/" + session + "/messages").refused(404, "not-found");
        other.post("/v2/oneliner/sessions/" + session + "/messages", Map.of("content", "x"))
                .refused(404, "not-found");
        Map<String, Object> request = new java.util.TreeMap<>(Runs.request("", "读取"));
        request.put("session_id", session);
        other.post(Runs.PATH, request).refused(404, "not-found");
    }

    @Test
    void membersSeeTheirProjectsAdministratorsSeeAll() {
        Person owner = SERVER.member();
        Person guest = SERVER.member();
        Person admin = SERVER.admin();
        String own = owner.project("甲");
        String foreign = SERVER.member().project("乙");
        Map<String, String> membership = Map.of("user", guest.user().name());

        owner.api().post("/v2/projects/" + own + "/members", membership).expect(201);

        assertThat(owner.api().get("/v2/projects").items("id")).containsExactly(own);
        assertThat(guest.api().get("/v2/projects").items("id")).containsExactly(own);
        assertThat(admin.api().get("/v2/projects").items("id")).contains(own, foreign);
        admin.api().get("/v2/projects/" + foreign).expect(200);
        guest.api().post("/v2/projects/" + own + "/members", membership).refused(403, "forbidden");
    }

    @Test
    void foreignAndUnknownProjectsAreTheSameNothing() {
        ApiClient member = SERVER.member().api();
        for (String project : List.of(SERVER.member().project("乙"), UNKNOWN, "no id at all")) {
            String id = project.replace(" ", "%20");
            String path = "/v2/projects/" + id;
            for (String part : List.of("", "/members", "/documents", "/documents/accounts", "/documents/accounts/k")) {
                member.get(path + part).refused(404, "not-found");
            }
            member.post(path + "/members", Map.of("user", "x")).refused(404, "not-found");
            member.post(path + "/documents/accounts", List.of(Map.of("id", "1")))
                    .refused(404, "not-found");
            member.post(path + "/documents/accounts/k", Map.of()).refused(404, "not-found");
            member.get(Runs.PATH + "?project_id=" + id).refused(404, "not-found");
            member.get("/v2/oneliner/sessions?project_id=" + id).refused(404, "not-found");
            member.get("/v2/governance/effective?project_id=" + id).refused(404, "not-found");
            member.get("/v2/oneliner/events?project_id=" + id).refused(404, "not-found");
            member.post(Runs.PATH, Runs.request(project, "读取")).refused(404, "not-found");
            member.post("/v2/oneliner/sessions", Map.of("project_id", project)).refused(404, "not-found");
            member.post(
                            "/v2/oneliner/handoffs",
                            Map.of("project_id", project, "source_screen", "bench", "source_action_key", "plan"))
                    .refused(404, "not-found");
        }
    }

    @Test
    void runsOfSharedProjectStayEachOnesOwn() {
        Person owner = SERVER.member();
        Person guest = SERVER.member();
        String project = owner.project("共享");
        owner.api()
                .post(
                        "/v2/projects/" + project + "/members",
                        Map.of("user", guest.user().name()))
                .expect(201);

        String run = owner.runs().create(project, "读取").id();

        guest.api().get(Runs.PATH + "/" + run).refused(404, "not-found");
        assertThat(guest.api().get(Runs.PATH + "?project_id=" + project).items("id"))
                .isEmpty();
    }

    private static void assertSame(Answer foreign, Answer missing) {
        foreign.refused(404, "not-found");
        missing.refused(404, "not-found");
        assertThat(foreign.text("detail")).isEqualTo(missing.text("detail"));
    }
}
