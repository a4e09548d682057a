package io.storyforge.runtime.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.server.http.Answer;
import io.storyforge.runtime.server.http.ApiClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules that the sample project brings along. */
class SampleProjectIT {
    private static final Map<String, Object> RULES =
            Map.of("max_steps", 40, "max_queued", 20, "denied_intents", List.of("publish_content"));

    @Test
    void bringsRulesOnceAndTheAuditLogSaysWhereTheyCameFrom(@TempDir Path logs, @TempDir Path data) {
        String token = JavaProcess.run(
                        logs, "token", "create", "--data", data.toString(), "--user", "amy", "--role", "admin")
                .out()
                .strip();
        for (int start = 0; start < 2; start++) {
            try (JavaProcess server = JavaProcess.serve(logs, data, "--sample")) {
                ApiClient admin = ApiClient.of(server.port()).token(token);
                String project = project(admin);

                Answer effective = admin.get("/v2/governance/effective?project_id=" + project)
                        .expect(200);
                assertThat(effective.json().path("effective_policy").propertyNames())
                        .containsExactlyInAnyOrderElementsOf(RULES.keySet());
                Answer changes = admin.get("/v2/governance/changes").expect(200);
                assertThat(changes.items("object")).containsExactly("project/" + project);
                assertThat(changes.items("action")).containsExactly("layer.put");
                assertThat(changes.items("reason")).containsExactly("示例项目自带的规则");
                assertThat(changes.items("by")).containsExactly("");
                assertThat(server.stop().exit()).isIn(0, 143);
            }
        }
        assertThat(JavaProcess.run(logs, "check", "--data", data.toString()).exit())
                .isZero();
    }

    @Test
    void itsRulesHold(@TempDir Path logs, @TempDir Path data) {
        String token = JavaProcess.run(
                        logs, "token", "create", "--data", data.toString(), "--user", "amy", "--role", "admin")
                .out()
                .strip();
        try (JavaProcess server = JavaProcess.serve(logs, data, "--sample")) {
            ApiClient admin = ApiClient.of(server.port()).token(token);
            String project = project(admin);

            admin.post("/v2/oneliner/runs", run(project, "publish_content", 1)).refused(403, "policy-denied");
            admin.post("/v2/oneliner/runs", run(project, "look", 41)).refused(403, "policy-denied");
            admin.post("/v2/oneliner/runs", run(project, "look", 40)).expect(200);
        }
    }

    private static String project(ApiClient client) {
        return client.get("/v2/projects").expect(200).items("id").getFirst();
    }

    private static Map<String, Object> run(String project, String intent, int steps) {
        return Map.of(
                "project_id",
                project,
                "source_screen",
                "api",
                "source_action_key",
                "test",
                "title",
                "看看",
                "intent_key",
                intent,
                "plan_request",
                Map.of(
                        "steps",
                        IntStream.rangeClosed(1, steps)
                                .mapToObj("第 %d 步"::formatted)
                                .toList()));
    }
}
