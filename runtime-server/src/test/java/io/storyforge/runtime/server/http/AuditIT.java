package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.server.http.LiveServer.Person;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who changed the rules, and why. */
class AuditIT {
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
    void overrideTellsWhoMadeAndEndedItAndWhy() {
        Person maker = SERVER.admin();
        Person ender = SERVER.admin();
        Answer made = maker.api()
                .post(
                        "/v2/governance/overrides",
                        Map.of(
                                "policy",
                                Map.of("note", "x"),
                                "notice",
                                "今天最多五步",
                                "ends_at",
                                "2999-01-01T00:00:00Z",
                                "reason",
                                "活动期间"))
                .expect(201);
        String path = "/v2/governance/overrides/" + made.text("key") + "/end";

        ender.api().post(path, Map.of()).refused(422, "validation-failed");
        Answer ended = ender.api().post(path, Map.of("reason", "活动结束")).expect(200);

        assertThat(ended.json().path("expired").asBoolean()).isTrue();
        assertThat(ended.texts("changes", "action")).containsExactly("override.create", "override.end");
        assertThat(ended.texts("changes", "reason")).containsExactly("活动期间", "活动结束");
        assertThat(ended.texts("changes", "by"))
                .containsExactly(maker.user().name(), ender.user().name());
        ender.api().post(path, Map.of("reason", "again")).refused(409, "wrong-state");
        ender.api()
                .post("/v2/governance/overrides/nothing/end", Map.of("reason", "x"))
                .refused(404, "not-found");
        assertThat(maker.api()
                        .get("/v2/governance/effective")
                        .json()
                        .path("effective_policy")
                        .has("note"))
                .isFalse();
    }

    @Test
    void changesAreListedNewestFirstWithTheirRequests() {
        Person admin = SERVER.admin();
        Person member = SERVER.member();
        Answer layer = admin.api()
                .put(
                        "/v2/governance/layers/user/" + member.user().id(),
                        Map.of("policy", Map.of("max_steps", 3), "reason", "新手"))
                .expect(200);
        admin.api()
                .post("/v2/users/" + member.user().id() + "/status", Map.of("status", "disabled", "reason", "离职"))
                .expect(200);

        Answer page = admin.api().get("/v2/governance/changes?limit=1").expect(200);
        Answer next = admin.api()
                .get("/v2/governance/changes?limit=1&cursor=" + page.text("next_cursor"))
                .expect(200);

        assertThat(page.items("action")).containsExactly("user.status");
        assertThat(page.items("reason")).containsExactly("离职");
        assertThat(next.items("object")).containsExactly("user/" + member.user().id());
        assertThat(next.items("action")).containsExactly("layer.put");
        assertThat(number(next)).isEqualTo(number(page) - 1);
        assertThat(page.items("chain_hash").getFirst())
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(next.items("chain_hash").getFirst());
        assertThat(next.items("request_id")).containsExactly(layer.header("X-Request-Id"));
        assertThat(next.json()
                        .path("items")
                        .get(0)
                        .path("details")
                        .path("policy")
                        .path("max_steps")
                        .asInt())
                .isEqualTo(3);
    }

    private static long number(Answer page) {
        return page.json().path("items").get(0).path("seq").asLong();
    }
}
