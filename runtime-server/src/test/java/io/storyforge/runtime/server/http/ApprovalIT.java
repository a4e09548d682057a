package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.server.http.LiveServer.Person;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Runs that somebody else than their owner has to confirm. */
class ApprovalIT {
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
    void administratorSeesAndConfirmsWhatItsOwnerMayNot() {
        Person owner = SERVER.member();
        Person admin = SERVER.admin();
        String project = owner.project("x");
        govern(project, Map.of("self_confirm", false));
        Answer own = owner.runs().create(project, "一");
        String id = own.id();
        assertThat(own.json().path("confirm_by").toString()).isEqualTo("[\"admin\"]");
        assertThat(own.json().path("allowed_actions").toString()).isEqualTo("[\"cancel\",\"edit\"]");
        assertThat(owner.runs().confirm(id).refused(403, "policy-denied").texts("errors", "code"))
                .containsExactly("self_confirm");

        Answer seen = admin.runs().get(id);

        assertThat(seen.text("user_name")).isEqualTo(owner.user().name());
        assertThat(seen.json().path("allowed_actions").toString()).isEqualTo("[\"confirm\",\"cancel\"]");
        assertThat(admin.runs().eventTypes(id)).containsExactly("run.created");
        admin.runs().confirm(id).expect(200);
        Answer after = admin.runs().get(id);
        assertThat(after.json().path("allowed_actions")).isEmpty();
        admin.runs().confirm(id).refused(409, "wrong-state");
        admin.runs().cancel(id).refused(409, "wrong-state");
        var confirmed = owner.api()
                .get(Runs.PATH + "/" + id + "/events")
                .json()
                .path("items")
                .get(1);
        assertThat(confirmed.path("details").path("by").asString())
                .isEqualTo(admin.user().id());
        assertThat(confirmed.path("by_name").asString()).isEqualTo(admin.user().name());
    }

    @Test
    void memberWithANamedRoleInTheProjectConfirms() {
        Person owner = SERVER.member();
        Person guest = member(owner, "x");
        String project = guest.api().get("/v2/projects").items("id").getFirst();
        govern(project, Map.of("confirm_roles", List.of("owner")));
        String id = guest.runs().create(project, "一").id();

        guest.runs().confirm(id).refused(403, "policy-denied");
        assertThat(owner.api()
                        .get(Runs.PATH + "?whose=approvals&project_id=" + project)
                        .items("id"))
                .containsExactly(id);
        owner.runs().cancel(id).expect(200);

        Answer cancelled = guest.runs().get(id);
        assertThat(cancelled.text("run_status")).isEqualTo("cancelled");
        Answer listed = guest.api().get(Runs.PATH + "?project_id=" + project);
        for (JsonNode told :
                List.of(cancelled.json(), listed.json().path("items").get(0))) {
            assertThat(told.path("cancelled_by").asString())
                    .isEqualTo(owner.user().id());
            assertThat(told.path("cancelled_by_name").asString())
                    .isEqualTo(owner.user().name());
            assertThat(told.path("cancel_reason").asString()).isEqualTo("不需要了");
        }
        String ownersOwn = owner.runs().create(project, "一").id();
        owner.runs().confirm(ownersOwn).expect(200);
        guest.api().get(Runs.PATH + "/" + ownersOwn).refused(404, "not-found");
    }

    @Test
    void approverDecidesAndDoesNothingElse() {
        Person owner = SERVER.member();
        Person admin = SERVER.admin();
        String project = owner.project("x");
        govern(project, Map.of("self_confirm", false));
        String path = Runs.PATH + "/" + owner.runs().create(project, "一").id();

        admin.api()
                .put(path + "/plan", Map.of("goal", "g", "steps", List.of("s")))
                .refused(403, "policy-denied");
        admin.api().post(path + "/answer", Map.of("answer", Map.of())).refused(403, "policy-denied");
        admin.api().post(path + "/retry").refused(404, "not-found");
    }

    @Test
    void everybodyElseFindsNothing() {
        Person owner = SERVER.member();
        Person colleague = member(owner, "x");
        Person stranger = SERVER.member();
        String project = colleague.api().get("/v2/projects").items("id").getFirst();
        govern(project, Map.of("self_confirm", false, "confirm_roles", List.of("owner")));
        String id = owner.runs().create(project, "一").id();
        String path = Runs.PATH + "/" + id;

        for (ApiClient other : List.of(colleague.api(), stranger.api())) {
            other.get(path).refused(404, "not-found");
            other.get(path + "/events").refused(404, "not-found");
            for (String decision : List.of("confirm", "cancel", "extend", "retry")) {
                other.post(path + "/" + decision).refused(404, "not-found");
            }
            for (String whose : List.of("mine", "approvals", "all")) {
                assertThat(other.get(Runs.PATH + "?whose=" + whose).items("id")).isEmpty();
            }
        }
    }

    @Test
    void runsThatNeedNobodyElseStayTheirOwners() {
        Person owner = SERVER.member();
        Person admin = SERVER.admin();
        String project = owner.project("x");
        govern(project, Map.of("confirm_roles", List.of("owner", "admin")));
        String id = owner.runs().create(project, "一").id();

        admin.api().get(Runs.PATH + "/" + id).refused(404, "not-found");
        assertThat(admin.api()
                        .get(Runs.PATH + "?whose=all&project_id=" + project)
                        .items("id"))
                .isEmpty();
        owner.runs().confirm(id).expect(200);
    }

    @Test
    void runDecidedByItsOwnerIsGoneForApprovers() {
        Person owner = SERVER.member();
        Person admin = SERVER.admin();
        String project = owner.project("x");
        govern(project, Map.of("self_confirm", false));
        String id = owner.runs().create(project, "一").id();
        admin.runs().get(id);

        owner.runs().cancel(id).expect(200);

        admin.api().get(Runs.PATH + "/" + id).refused(404, "not-found");
    }

    @Test
    void listsOwnRunsAndThoseThatWaitPageByPage() {
        Person owner = SERVER.member();
        Person admin = SERVER.admin();
        String project = owner.project("x");
        govern(project, Map.of("self_confirm", false));
        String first = owner.runs().create(project, "一").id();
        String mine = admin.runs().create(project, "一").id();
        String second = owner.runs().create(project, "一").id();
        String base = Runs.PATH + "?project_id=" + project + "&whose=";

        assertThat(admin.api().get(base + "approvals").items("id")).containsExactly(second, first);
        Answer page = admin.api().get(base + "all&limit=2").expect(200);
        assertThat(page.items("id")).containsExactly(second, mine);
        assertThat(page.items("user_name"))
                .containsExactly(owner.user().name(), admin.user().name());
        assertThat(admin.api()
                        .get(base + "all&limit=2&cursor=" + page.text("next_cursor"))
                        .items("id"))
                .containsExactly(first);
        assertThat(admin.api().get(base + "all&status=done").items("id")).isEmpty();
        assertThat(admin.api().get(base + "approvals&action=nothing").items("id"))
                .isEmpty();
        admin.api().get(base + "theirs").refused(400, "bad-request");
    }

    @Test
    void approverHearsWhatWaitsAndNothingMore() throws Exception {
        Person owner = SERVER.member();
        Person admin = SERVER.admin();
        Person stranger = SERVER.member();
        String project = owner.project("x");
        govern(project, Map.of("self_confirm", false));
        String before = owner.runs().create("", "一").id();
        String id = owner.runs().create(project, "一").id();
        admin.runs().confirm(id).expect(200);
        owner.runs().await(id, "blocked");

        assertThat(heard(admin, id)).containsExactly("run.created", "run.confirmed");
        assertThat(heard(admin, before)).isEmpty();
        assertThat(heard(stranger, id)).isEmpty();
    }

    private static List<String> heard(Person person, String runId) throws java.io.IOException {
        // A run of one's own at the end tells that everything before it has been heard.
        String last = person.runs().create("", "一").id();
        try (var lines = new java.io.BufferedReader(new java.io.InputStreamReader(
                person.api().open("/v2/oneliner/events?after=0").body(), java.nio.charset.StandardCharsets.UTF_8))) {
            List<String> types = new java.util.ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains(last)) {
                    return types;
                }
                Optional.of(line)
                        .filter(text -> text.startsWith("data:") && text.contains(runId))
                        .map(text -> text.replaceAll(".*\"event_type\":\"([^\"]+)\".*", "$1"))
                        .ifPresent(types::add);
            }
            return types;
        }
    }

    private static Person member(Person owner, String projectName) {
        Person guest = SERVER.member();
        owner.api()
                .post(
                        "/v2/projects/" + owner.project(projectName) + "/members",
                        Map.of("user", guest.user().name()))
                .expect(201);
        return guest;
    }

    private static void govern(String project, Map<String, Object> policy) {
        SERVER.admin()
                .api()
                .put("/v2/governance/layers/project/" + project, Map.of("policy", policy))
                .expect(200);
    }
}
