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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The backend test cases of the main agent runtime flow's plan document, tasks 2 to 4. */
class MainAgentRuntimeFlowIT {
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
    void createsRunThatNeedsConfirmation() {
        Person member = SERVER.member();

        Answer response = create(member, member.project("星河"));

        assertThat(response.status()).isEqualTo(200);
        JsonNode payload = response.json();
        assertThat(payload.path("run_status").asString()).isEqualTo("needs_confirmation");
        assertThat(payload.path("source_screen").asString()).isEqualTo("dashboard");
        assertThat(payload.path("source_action_key").asString()).isEqualTo("homepage-primary-action");
        assertThat(payload.path("platform").asString()).isEqualTo("douyin");
        assertThat(payload.path("plan").path("steps")).hasSize(3);
        assertThat(payload.path("session_id").asString()).isNotEmpty();
        assertThat(payload.path("delivery_mode").asString()).isEqualTo("hybrid");
        assertThat(payload.path("scheduling_mode").asString()).isEqualTo("queued");
    }

    @Test
    void confirmMovesRunToQueuedOrRunning() {
        Person member = SERVER.member();
        String id = create(member, member.project("星河")).id();

        Answer confirm = member.api().post(Runs.PATH + "/" + id + "/confirm", Map.of("reason", "user confirmed"));

        assertThat(confirm.status()).isEqualTo(200);
        assertThat(confirm.text("run_status")).isIn("queued", "running");
        assertThat(confirm.text("status_summary")).isIn("等待主 Agent 执行", "主 Agent 正在执行");
    }

    @Test
    void confirmStartsTheOnlyRunOfItsLaneAtOnce() {
        Person member = SERVER.member();
        String id = create(member, member.project("星河")).id();

        assertThat(member.runs().confirm(id).text("run_status")).isEqualTo("running");
    }

    @Test
    void projectlessRunStoresBlankGovernanceSnapshotAndMakesNoProject() {
        Person member = SERVER.member();

        Answer response = create(member, "").expect(200);

        JsonNode blank = JsonMapper.shared().readTree("""
                {"project_id": "", "platform": "douyin", "effective_policy": {}, "layers": [],
                 "active_admin_override_notice": {}}""");
        assertThat(response.json().path("governance_snapshot")).isEqualTo(blank);
        assertThat(response.text("project_id")).isEmpty();
        assertThat(response.text("run_status")).isEqualTo("needs_confirmation");
        assertThat(member.runs().get(response.id()).json().path("governance_snapshot"))
                .isEqualTo(blank);
        assertThat(member.api().get("/v2/projects").items("id")).isEmpty();
    }

    @Test
    void creationAndConfirmWriteTheirEventsInOrder() {
        Person member = SERVER.member();
        String id = create(member, member.project("星河")).id();
        member.runs().confirm(id).expect(200);

        List<String> types = member.runs().eventTypes(id);

        assertThat(types).startsWith("run.created", "run.confirmed", "run.queued", "run.started");
    }

    @Test
    void cancelEndsUnconfirmedRun() {
        Person member = SERVER.member();
        String id = create(member, member.project("星河")).id();

        Answer cancelled = member.runs().cancel(id).expect(200);

        assertThat(cancelled.text("run_status")).isEqualTo("cancelled");
        assertThat(member.runs().eventTypes(id)).containsExactly("run.created", "run.cancelled");
    }

    @Test
    void listsTheLatestTwentyRunsOfUserAndProjectNewestFirst() {
        Person member = SERVER.member();
        String project = member.project("星河");
        String oldest = create(member, project).id();
        List<String> made = java.util.stream.IntStream.range(0, 20)
                .mapToObj(index -> create(member, project).id())
                .toList();
        create(member, "").expect(200);

        List<String> listed =
                member.api().get(Runs.PATH + "?project_id=" + project).items("id");

        assertThat(listed).containsExactlyElementsOf(made.reversed()).doesNotContain(oldest);
    }

    @Test
    void runsWithoutAskedSessionShareTheCurrentOne() {
        Person member = SERVER.member();
        String project = member.project("星河");

        String first = create(member, project).text("session_id");
        String second = create(member, project).text("session_id");

        assertThat(second).isEqualTo(first);
        assertThat(member.api()
                        .get("/v2/oneliner/sessions?project_id=" + project)
                        .items("id"))
                .containsExactly(first);
    }

    private static Answer create(Person person, String project) {
        return person.api().post(Runs.PATH, """
            {
              "project_id": "%s",
              "source_screen": "dashboard",
              "source_action_key": "homepage-primary-action",
              "title": "跟进重点账号",
              "summary": "先由主 Agent 评估优先级",
              "intent_key": "track_account",
              "platform": "douyin",
              "platform_scope": "single_platform",
              "plan_request": {
                "goal": "跟进重点账号",
                "steps": ["读取当前项目上下文", "检查重点账号变化", "决定下一步"]
              }
            }""".formatted(project));
    }
}
