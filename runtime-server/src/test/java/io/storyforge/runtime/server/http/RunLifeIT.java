package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.server.bench.Gates;
import io.storyforge.runtime.server.http.LiveServer.Person;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RunLifeIT {
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
    void ofRacingConfirmsExactlyOneWins() {
        Person member = SERVER.member();
        String id = member.runs().create("", "人工").id();

        List<Answer> answers = race(16, () -> member.runs().confirm(id));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        answers.stream().filter(answer -> answer.status() != 200).forEach(answer -> {
            answer.refused(409, "wrong-state");
            assertThat(answer.json().path("run").path("id").asString()).isEqualTo(id);
            assertThat(answer.json().path("allowed_actions"))
                    .isEqualTo(answer.json().path("run").path("allowed_actions"));
        });
        assertThat(member.runs().eventTypes(id).stream().filter("run.confirmed"::equals))
                .hasSize(1);
    }

    @Test
    void ofRacingCancelsExactlyOneWins() {
        Person member = SERVER.member();
        String id = member.runs().create("", "人工").id();

        List<Answer> answers = race(8, () -> member.runs().cancel(id));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(member.runs().eventTypes(id)).containsExactly("run.created", "run.cancelled");
        Answer refused = member.runs().confirm(id).refused(409, "wrong-state");
        assertThat(refused.json().path("allowed_actions").get(0).asString()).isEqualTo("retry");
    }

    @Test
    void secondRunOfLaneWaitsAndStartsByItself() {
        Person member = SERVER.member();
        String project = member.project("x");
        String gate = UUID.randomUUID().toString();
        String first = member.runs().confirmed(project, waiting("bench.read", gate));
        Eventually.holds(Eventually.SOON, () -> Gates.reached(gate));
        String second =
                member.runs().create(project, Runs.step("bench.read", Map.of())).id();

        Answer queued = member.runs().confirm(second).expect(200);
        String third = member.runs().confirmed(project, Runs.step("bench.read", Map.of()));

        assertThat(queued.text("run_status")).isEqualTo("queued");
        assertThat(queued.text("status_summary")).isEqualTo("等待主 Agent 执行");
        assertThat(queued.json().path("queue_position").asInt()).isEqualTo(1);
        assertThat(member.runs().get(third).json().path("queue_position").asInt())
                .isEqualTo(2);
        assertThat(member.runs().get(first).text("status_summary")).isEqualTo("主 Agent 正在执行");
        Gates.open(gate);
        member.runs().await(third, "done");
        assertThat(member.runs().get(second).text("run_status")).isEqualTo("done");
        assertThat(member.runs().get(first).text("run_status")).isEqualTo("done");
    }

    @Test
    void otherProjectsAndOtherPeopleRunInParallel() {
        Person member = SERVER.member();
        Person other = SERVER.member();
        String gate = UUID.randomUUID().toString();
        member.runs().confirmed(member.project("x"), waiting("bench.read", gate));
        Eventually.holds(Eventually.SOON, () -> Gates.reached(gate));

        String parallel = member.runs().confirmed(member.project("y"), Runs.step("bench.read", Map.of()));
        String foreign = other.runs().confirmed("", Runs.step("bench.read", Map.of()));

        member.runs().await(parallel, "done");
        other.runs().await(foreign, "done");
        Gates.open(gate);
    }

    @Test
    void stepWithoutToolAsksAndGoesOnWithAnswer() {
        Person member = SERVER.member();
        String id = member.runs().confirmed("", Runs.step("bench.read", Map.of("mark", "a")), "人工核对");

        Answer blocked = member.runs().await(id, "blocked");

        assertThat(blocked.json().path("needs_user_input").asBoolean()).isTrue();
        assertThat(blocked.text("blocked_reason")).contains("人工核对");
        JsonNode schema = blocked.json().path("question").path("input_schema");
        assertThat(schema.path("required").get(0).asString()).isEqualTo("note");
        assertThat(schema.path("properties").path("note").path("type").asString())
                .isEqualTo("string");
        for (Map<String, Object> wrong :
                List.<Map<String, Object>>of(Map.of(), Map.of("note", 7), Map.of("note", " "))) {
            Answer refused = member.runs().answer(id, wrong).refused(422, "validation-failed");
            assertThat(refused.texts("errors", "pointer")).containsExactly("/answer/note");
        }
        member.runs().answer(id, Map.of("note", "核对过了")).expect(200);
        Answer done = member.runs().await(id, "done");
        assertThat(done.json().path("plan").path("steps").get(1).path("detail").asString())
                .isEqualTo("核对过了");
        assertThat(done.json().path("question")).isEmpty();
        assertThat(member.runs().eventTypes(id))
                .containsSubsequence("run.step_finished", "run.blocked", "run.answered", "run.done");
    }

    @Test
    void answerToAnEarlierQuestionIsRefusedAndChangesNothing() {
        Person member = SERVER.member();
        String id = member.runs().confirmed("", "先核对", "再核对");
        String first = questionOf(member.runs().await(id, "blocked"));
        member.runs().answer(id, Map.of("note", "第一项没有问题"), first).expect(200);
        Answer second = Eventually.comes(
                Eventually.SOON,
                () -> Optional.of(member.runs().get(id))
                        .filter(run -> run.text("run_status").equals("blocked")));
        List<String> before = member.runs().eventTypes(id);

        Answer late = member.runs().answer(id, Map.of("note", "第一项没有问题"), first);

        late.refused(409, "question-changed");
        assertThat(questionOf(second)).isNotEqualTo(first);
        assertThat(late.json().path("run").path("question"))
                .isEqualTo(second.json().path("question"));
        assertThat(late.json().path("allowed_actions").get(0).asString()).isEqualTo("answer");
        assertThat(member.runs().eventTypes(id)).isEqualTo(before);
        assertThat(questionOf(member.runs().get(id))).isEqualTo(questionOf(second));
        member.runs().answer(id, Map.of("note", "第二项也没有"), questionOf(second)).expect(200);
        Answer done = member.runs().await(id, "done");
        assertThat(done.json().path("plan").path("steps").get(1).path("detail").asString())
                .isEqualTo("第二项也没有");
    }

    private static String questionOf(Answer run) {
        return run.json().path("question").path("id").asString();
    }

    static Map<String, Object> waiting(String tool, String gate) {
        return Runs.step(tool, Map.of("gate", gate, "millis", 30_000));
    }

    private static List<Answer> race(int racers, java.util.function.Supplier<Answer> request) {
        return IntStream.range(0, racers)
                .mapToObj(racer -> CompletableFuture.supplyAsync(request, Thread::startVirtualThread))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }
}
