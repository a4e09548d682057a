package io.storyforge.runtime.server.crash;

import io.storyforge.runtime.server.http.Answer;
import io.storyforge.runtime.server.http.LiveServer;
import io.storyforge.runtime.server.http.LiveServer.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Makes a change of every kind on a server whose log is empty, and holds the audit log to what was done. */
final class AuditWitness {
    private static final Map<String, Object> POLICY = Map.of("max_steps", 3);

    private final LiveServer server;
    private final Person admin;
    private final List<Done> done = new ArrayList<>();

    AuditWitness(LiveServer server) {
        this.server = server;
        this.admin = server.admin();
    }

    private record Done(String by, String action, String object, String reason, String requestId) {}

    /** What the log leaves out or tells otherwise. */
    List<String> complaints() {
        changeEverything();
        List<Done> told = StreamSupport.stream(
                        admin.api()
                                .get("/v2/governance/changes?limit=100")
                                .expect(200)
                                .json()
                                .path("items")
                                .spliterator(),
                        false)
                .map(AuditWitness::told)
                .toList()
                .reversed();
        List<String> complaints = new ArrayList<>();
        for (int i = 0; i < Math.max(done.size(), told.size()); i++) {
            String wanted = i < done.size() ? done.get(i).toString() : "nothing";
            String found = i < told.size() ? told.get(i).toString() : "nothing";
            if (!wanted.equals(found)) {
                complaints.add("entry %d tells %s of %s".formatted(i + 1, found, wanted));
            }
        }
        return complaints;
    }

    private void changeEverything() {
        Person member = server.member();
        String layers = "/v2/governance/layers/user/" + member.user().id();
        note(
                admin.api()
                        .put(layers, Map.of("policy", POLICY, "reason", "新手"))
                        .expect(200),
                "layer.put",
                "user/" + member.user().id(),
                "新手");
        Map<String, Object> override =
                Map.of("policy", POLICY, "notice", "今天", "ends_at", "2999-01-01T00:00:00Z", "reason", "活动");
        Answer made = admin.api().post("/v2/governance/overrides", override).expect(201);
        String key = made.text("key");
        note(made, "override.create", "admin_override/" + key, "活动");
        note(
                admin.api()
                        .post("/v2/governance/overrides/" + key + "/end", Map.of("reason", "结束"))
                        .expect(200),
                "override.end",
                "admin_override/" + key,
                "结束");
        String project = admin.project("店铺");
        note(
                admin.api()
                        .post(
                                "/v2/projects/" + project + "/members",
                                Map.of("user", member.user().name(), "role", "member"))
                        .expect(201),
                "member.put",
                "project/" + project,
                "");
        note(
                admin.api()
                        .post(
                                "/v2/users/" + member.user().id() + "/status",
                                Map.of("status", "disabled", "reason", "离职"))
                        .expect(200),
                "user.status",
                "user/" + member.user().id(),
                "离职");
    }

    private void note(Answer answer, String action, String object, String reason) {
        done.add(new Done(admin.user().id(), action, object, reason, answer.header("X-Request-Id")));
    }

    private static Done told(JsonNode item) {
        return new Done(
                item.path("user_id").asString(),
                item.path("action").asString(),
                item.path("object").asString(),
                item.path("reason").asString(),
                item.path("request_id").asString());
    }
}
