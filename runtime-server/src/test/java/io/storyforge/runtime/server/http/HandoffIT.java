package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.server.bench.Gates;
import io.storyforge.runtime.server.http.LiveServer.Person;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandoffIT {
    private static final LiveServer SERVER = new LiveServer();
    private static final String PATH = "/v2/oneliner/handoffs";

    @BeforeAll
    static void start(@TempDir Path data) {
        SERVER.start(data);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void pressedActionBecomesUnconfirmedRun() {
        Person member = SERVER.member();

        Answer run = press(member, "plan", Map.of("title", "试试", "mark", "7")).expect(201);

        assertThat(run.text("run_status")).isEqualTo("needs_confirmation");
        assertThat(run.text("source_type")).isEqualTo("handoff");
        assertThat(run.text("title")).isEqualTo("试试");
        var step = run.json().path("plan").path("steps").get(0);
        assertThat(step.path("tool").asString()).isEqualTo("bench.read");
        assertThat(step.path("arguments").path("mark").asString()).isEqualTo("7");
        assertThat(step.path("detail").asString()).isEqualTo("读取一次");
    }

    @Test
    void sourcesShowEveryActionOfActivePlugins() {
        Answer sources =
                SERVER.member().api().get("/v2/oneliner/handoff-sources").expect(200);
        Answer plugins = SERVER.member().api().get("/plugins").expect(200);

        assertThat(sources.items("screen")).contains("bench", "dashboard", "strategy");
        assertThat(plugins.texts("plugins", "status")).isNotEmpty().containsOnly("ACTIVE");
    }

    @Test
    void unknownScreenOrActionNamesTheKnownOnes() {
        for (Map<String, String> asked : List.of(
                Map.of("source_screen", "nowhere", "source_action_key", "plan"),
                Map.of("source_screen", "bench", "source_action_key", "nothing"))) {
            Answer refused = SERVER.member().api().post(PATH, asked).refused(404, "no-source");

            List<String> known = refused.json().path("known").values().stream()
                    .map(tools.jackson.databind.JsonNode::asString)
                    .toList();
            assertThat(known).contains("bench/plan", "dashboard/homepage-primary-action");
        }
    }

    @Test
    void declinedActionTellsTheReason() {
        Person member = SERVER.member();

        Answer declined = press(member, "decline", Map.of()).refused(422, "declined");

        assertThat(declined.text("detail")).isEqualTo("先导入账号，再试一次。");
        assertThat(member.api().get(Runs.PATH).items("id")).isEmpty();
    }

    @Test
    void brokenSourceHarmsOnlyItsPress() {
        Person member = SERVER.member();

        press(member, "throw", Map.of()).refused(502, "plugin-failed");
        press(member, "null", Map.of()).refused(502, "plugin-failed");

        press(member, "plan", Map.of()).expect(201);
        assertThat(member.api().get(Runs.PATH).items("id")).hasSize(1);
    }

    @Test
    void slowSourceIsGivenUpOn() {
        Person member = SERVER.member();

        press(member, "wait", Map.of("gate", "slow-source")).refused(504, "plugin-timeout");

        assertThat(member.api().get(Runs.PATH).items("id")).isEmpty();
    }

    @Test
    void busySourceRefusesRatherThanQueues() {
        Person member = SERVER.member();
        List<CompletableFuture<Answer>> presses = IntStream.range(0, 4)
                .mapToObj(index -> CompletableFuture.supplyAsync(
                        () -> press(member, "wait", Map.of("gate", "busy-" + index)), Thread::startVirtualThread))
                .toList();
        Eventually.holds(
                Eventually.SOON, () -> IntStream.range(0, 4).allMatch(index -> Gates.reached("busy-" + index)));

        Answer refused = press(member, "plan", Map.of()).refused(503, "plugin-busy");

        assertThat(refused.header("Retry-After")).isEqualTo("1");
        IntStream.range(0, 4).forEach(index -> Gates.open("busy-" + index));
        presses.forEach(press -> assertThat(press.join().status()).isIn(201, 504));
        press(member, "plan", Map.of()).expect(201);
    }

    @Test
    void missingAndWrongFieldsAreNamed() {
        Answer refused = SERVER.member()
                .api()
                .post(PATH, Map.of("fields", Map.of("a", 1, "b/c~d", List.of()), "platform", 7))
                .refused(422, "validation-failed");

        assertThat(refused.texts("errors", "pointer"))
                .containsExactlyInAnyOrder(
                        "/source_screen", "/source_action_key", "/fields/a", "/fields/b~1c~0d", "/platform");
    }

    private static Answer press(Person person, String action, Map<String, String> fields) {
        return person.api().post(PATH, Map.of("source_screen", "bench", "source_action_key", action, "fields", fields));
    }
}
