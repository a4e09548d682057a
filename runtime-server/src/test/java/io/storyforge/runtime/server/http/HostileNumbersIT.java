package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.server.http.LiveServer.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twenty bytes that are a number of a thousand million digits, wherever a number can be. */
class HostileNumbersIT {
    private static final LiveServer SERVER = new LiveServer();
    private static final List<String> NUMBERS =
            List.of("1e1000000000", "-1E+1000000000", "1e-1000000000", "1e99999999999999999999", "9".repeat(100_000));
    private static final long LIMIT = Duration.ofSeconds(1).toNanos();

    @BeforeAll
    static void start(@TempDir Path data) {
        SERVER.start(data);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void harmNoRequestForRun() {
        for (String number : NUMBERS) {
            harmless(Runs.PATH, "{\"title\":%s}".formatted(number), 422);
            harmless(Runs.PATH, run("\"surprise\":%s".formatted(number)), 200);
            harmless(Runs.PATH, run("\"plan_request\":{\"goal\":%s}".formatted(number)), 422);
            harmless(
                    Runs.PATH,
                    run("\"plan_request\":{\"steps\":[{\"title\":\"x\",\"arguments\":{\"n\":%s}}]}".formatted(number)),
                    422);
            harmless(Runs.PATH, run("\"plan_request\":{\"steps\":[%s]}".formatted(number)), 422);
        }
    }

    @Test
    void harmNoHandOffSessionOrPolicy() {
        for (String number : NUMBERS) {
            harmless(
                    "/v2/oneliner/handoffs",
                    "{\"source_screen\":\"bench\",\"source_action_key\":\"plan\",\"fields\":{\"title\":%s}}"
                            .formatted(number),
                    422);
            harmless("/v2/oneliner/sessions", "{\"title\":%s}".formatted(number), 422);
            harmless(
                    "/v2/governance/overrides",
                    "{\"policy\":{\"max_steps\":%s},\"notice\":\"n\",\"ends_at\":\"2999-01-01T00:00:00Z\"}"
                            .formatted(number),
                    422);
        }
    }

    @Test
    void harmNoDocuments() {
        String documents = "/v2/projects/" + SERVER.member().project("x") + "/documents/accounts";
        for (String number : NUMBERS) {
            harmless(documents, "[{\"id\":\"1\",\"followers\":%s}]".formatted(number), 422);
            harmless(documents, "[{\"id\":%s}]".formatted(number), 422);
            harmless(documents + "/k", "{\"deep\":[{\"n\":%s}]}".formatted(number), 422);
        }
    }

    @Test
    void harmNoAnswer() {
        Person member = SERVER.member();
        String id = member.runs().confirmed("", "人工");
        member.runs().await(id, "blocked");
        for (String number : NUMBERS) {
            Answer answer = member.api()
                    .post(Runs.PATH + "/" + id + "/answer", "{\"answer\":{\"note\":\"x\",\"n\":%s}}".formatted(number));
            assertThat(answer.status()).isIn(422, 400);
        }
    }

    private static String run(String member) {
        return "{\"source_screen\":\"s\",\"source_action_key\":\"a\",\"title\":\"t\",%s}".formatted(member);
    }

    private static void harmless(String path, String body, int status) {
        ApiClient admin = SERVER.admin().api();
        long begun = System.nanoTime();
        Answer answer = admin.post(path, body);
        assertThat(System.nanoTime() - begun).as(answer.asked()).isLessThan(LIMIT);
        assertThat(answer.status()).as(answer.asked() + " " + answer.body()).isIn(status, 400);
    }
}
