package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.server.http.LiveServer.Person;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdempotencyIT {
    private static final LiveServer SERVER = new LiveServer();
    private static final Map<String, Object> HAND_OFF = Map.of("source_screen", "bench", "source_action_key", "plan");

    @BeforeAll
    static void start(@TempDir Path data) {
        SERVER.start(data);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void replaysCreationsByteForByte() {
        Person member = SERVER.member();
        String project = member.project("x");
        String session = member.runs().create("", "x").text("session_id");

        replays(member, Runs.PATH, Runs.request(project, "读取"));
        replays(member, "/v2/oneliner/handoffs", HAND_OFF);
        replays(member, "/v2/oneliner/sessions", Map.of("title", "会话"));
        replays(member, "/v2/oneliner/sessions/" + session + "/messages", Map.of("content", "你好"));
        replays(member, "/v2/projects", Map.of("name", "y"));
        replays(
                member,
                "/v2/projects/" + project + "/members",
                Map.of("user", SERVER.member().user().name()));
        replays(member, "/v2/projects/" + project + "/documents/accounts", List.of(Map.of("id", "1")));
        replays(member, "/v2/projects/" + project + "/documents/accounts/2", Map.of("a", "b"));

        assertThat(member.api().get(Runs.PATH).items("id")).hasSize(3);
        assertThat(member.api().get("/v2/projects").items("id")).hasSize(2);
        assertThat(member.api()
                        .get("/v2/oneliner/sessions/" + session + "/messages")
                        .items("id"))
                .hasSize(1);
    }

    @Test
    void replaysDecisionsByteForByte() {
        Person member = SERVER.member();
        String run = Runs.PATH + "/" + member.runs().create("", "人工").id();

        replays(member, run + "/confirm", Map.of("reason", "好"));
        member.runs().await(run.substring(Runs.PATH.length() + 1), "blocked");
        replays(member, run + "/answer", Map.of("answer", Map.of("note", "做好了")));
        member.runs().await(run.substring(Runs.PATH.length() + 1), "done");
        replays(member, run + "/retry", Map.of());
        String other = Runs.PATH + "/" + member.runs().create("", "人工").id();
        replays(member, other + "/cancel", Map.of("reason", "不要了"));

        assertThat(member.api().get(Runs.PATH).items("id")).hasSize(3);
    }

    @Test
    void replaysForAdministratorsToo() {
        Person admin = SERVER.admin();

        replays(
                admin,
                "/v2/governance/overrides",
                Map.of("policy", Map.of("x", 1), "notice", "n", "ends_at", "2020-01-01T00:00:00Z"));
    }

    @Test
    void anotherBodyUnderTheKeyIsRefused() {
        ApiClient keyed = SERVER.member().api().key("k");
        keyed.post("/v2/projects", Map.of("name", "a")).expect(201);

        keyed.post("/v2/projects", Map.of("name", "b")).refused(422, "idempotency-mismatch");

        assertThat(keyed.get("/v2/projects").items("name")).containsExactly("a");
    }

    @Test
    void keysOfOthersAndOfOtherRoutesAreOtherKeys() {
        Person first = SERVER.member();
        Person second = SERVER.member();

        Answer one = first.api().key("k").post("/v2/projects", Map.of("name", "a"));
        Answer two = second.api().key("k").post("/v2/projects", Map.of("name", "b"));
        Answer three = first.api().key("k").post("/v2/oneliner/sessions", Map.of("title", "a"));

        assertThat(List.of(one.status(), two.status(), three.status())).containsOnly(201);
        assertThat(two.id()).isNotEqualTo(one.id());
    }

    @Test
    void racingRequestsMakeOneRun() {
        Person member = SERVER.member();
        ApiClient keyed = member.api().key("race");
        Map<String, Object> request = Runs.request("", "读取");

        List<Answer> answers = IntStream.range(0, 10)
                .mapToObj(index ->
                        CompletableFuture.supplyAsync(() -> keyed.post(Runs.PATH, request), Thread::startVirtualThread))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        List<String> runs = member.api().get(Runs.PATH).items("id");
        assertThat(runs).hasSize(1);
        answers.forEach(answer -> {
            if (answer.status() == 409) {
                answer.refused(409, "idempotency-in-flight");
            } else {
                assertThat(answer.expect(200).id()).isEqualTo(runs.getFirst());
            }
        });
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 200)
                        .filter(answer -> answer.header("Idempotency-Replayed").isEmpty()))
                .hasSize(1);
    }

    @Test
    void refusalsAreNotKept() {
        Person member = SERVER.member();
        ApiClient keyed = member.api().key("later");
        String missing = "/v2/projects/01940000-0000-7000-8000-000000000000/documents/accounts";
        keyed.post(missing, List.of(Map.of("id", "1"))).refused(404, "not-found");
        keyed.post("/v2/projects", Map.of()).refused(422, "validation-failed");

        Answer created = keyed.post("/v2/projects", Map.of("name", "a")).expect(201);

        assertThat(created.header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void quotesAroundTheKeyDoNotCount() {
        ApiClient api = SERVER.member().api();
        api.key("\"q\"").post("/v2/projects", Map.of("name", "a")).expect(201);

        Answer replayed = api.key("q").post("/v2/projects", Map.of("name", "a")).expect(201);

        assertThat(replayed.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void replaysAfterRestart(@TempDir Path data) {
        try (LiveServer server = new LiveServer()) {
            server.start(data);
            ApiClient keyed = server.member().api().key("k");
            Answer first = keyed.post(Runs.PATH, Runs.request("", "读取")).expect(200);
            server.restart(data);

            Answer again = keyed.at(server.server().port())
                    .post(Runs.PATH, Runs.request("", "读取"))
                    .expect(200);

            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        }
    }

    private static void replays(Person person, String path, Object body) {
        ApiClient keyed = person.api().key("key of " + path);
        Payload payload = Payload.json(body);

        Answer first = keyed.send("POST", path, Optional.of(payload));
        Answer again = keyed.send("POST", path, Optional.of(payload));

        assertThat(first.status()).as(first.body()).isIn(200, 201);
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        Payload other = Payload.of("application/json", payload.text() + " ");
        keyed.send(path, other).refused(422, "idempotency-mismatch");
    }
}
