package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.server.http.LiveServer.Person;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RunOutcomeIT {
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
    void doneRunHasResultOfItsLastTool() {
        Person member = SERVER.member();

        Answer done =
                member.runs().await(member.runs().confirmed("", Runs.step("bench.read", Map.of("mark", "a"))), "done");

        assertThat(done.json().path("result").path("output").path("mark").asString())
                .isEqualTo("a");
        assertThat(done.text("status_summary")).isEqualTo("完成 a");
        assertThat(done.text("finished_at")).isNotEmpty();
    }

    @Test
    void outputsOfFinishedStepsAreThereInTheOrderOfThePlan() {
        Person member = SERVER.member();
        String id = member.runs()
                .confirmed(
                        "",
                        Runs.step("bench.read", Map.of("mark", "a")),
                        Runs.step("bench.read", Map.of("mark", "b")),
                        Runs.step("bench.throwing", Map.of()));
        Answer failed = member.runs().await(id, "failed");

        Answer outputs = member.api().get(Runs.PATH + "/" + id + "/outputs").expect(200);

        assertThat(outputs.items("summary")).containsExactly("完成 a", "完成 b");
        assertThat(outputs.items("tool")).containsExactly("bench.read", "bench.read");
        JsonNode steps = failed.json().path("plan").path("steps");
        assertThat(outputs.items("step_id"))
                .containsExactly(
                        steps.get(0).path("id").asString(),
                        steps.get(1).path("id").asString());
        assertThat(outputs.json()
                        .path("items")
                        .get(1)
                        .path("output")
                        .path("mark")
                        .asString())
                .isEqualTo("b");
    }

    @Test
    void runThatNobodyConfirmedHasNoOutputs() {
        Person member = SERVER.member();
        String id = member.runs().create("", "读取").id();

        assertThat(member.api().get(Runs.PATH + "/" + id + "/outputs").items("step_id"))
                .isEmpty();
    }

    @Test
    void brokenToolsFailOnlyTheirRun() {
        Person member = SERVER.member();
        for (String tool : List.of("bench.throwing", "bench.null", "bench.false_read")) {
            String id = member.runs().confirmed(member.project(tool), Runs.step(tool, Map.of()), "后面");

            Answer failed = member.runs().await(id, "failed");

            assertThat(failed.text("status_summary")).contains(tool);
            assertThat(failed.json()
                            .path("plan")
                            .path("steps")
                            .get(1)
                            .path("status")
                            .asString())
                    .isEqualTo("pending");
            assertThat(member.runs().eventTypes(id)).endsWith("run.step_failed", "run.failed");
        }
    }

    @Test
    void toolsDocumentsAreWrittenWithItsStep() {
        Person member = SERVER.member();
        String project = member.project("x");

        member.runs().await(member.runs().confirmed(project, Runs.step("bench.write", Map.of("mark", "w"))), "done");

        Answer document = member.api()
                .get("/v2/projects/" + project + "/documents/bench/k")
                .expect(200);
        assertThat(document.json().path("content").path("mark").asString()).isEqualTo("w");
    }

    @Test
    void eventsAreNumberedWithoutGapsAndPaged() {
        Person member = SERVER.member();
        String id = member.runs().confirmed("", Runs.step("bench.read", Map.of()), Runs.step("bench.read", Map.of()));
        member.runs().await(id, "done");
        String path = Runs.PATH + "/" + id + "/events";

        List<String> all = member.api().get(path).items("seq");
        Answer page = member.api().get(path + "?after=2&limit=3").expect(200);

        assertThat(all)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, all.size())
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(page.items("seq")).containsExactly("3", "4", "5");
        assertThat(member.api().get(path + "?after=" + page.text("next_cursor")).items("seq"))
                .startsWith("6");
    }
}
