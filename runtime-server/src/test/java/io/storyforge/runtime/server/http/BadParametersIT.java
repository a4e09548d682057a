package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadParametersIT {
    private static final LiveServer SERVER = new LiveServer();

    @BeforeAll
    static void start(@TempDir Path data) {
        SERVER.start(data);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/oneliner/runs?limit=0",
                "/v2/oneliner/runs?limit=101",
                "/v2/oneliner/runs?limit=x",
                "/v2/oneliner/runs?limit=99999999999999999999",
                "/v2/oneliner/runs?limit=-1",
                "/v2/oneliner/runs?cursor=x",
                "/v2/oneliner/runs?status=sleeping",
                "/v2/oneliner/runs?status=done,x",
                "/v2/oneliner/sessions?limit=0",
                "/v2/oneliner/events?after=x",
                "/v2/oneliner/events?after=-1"
            })
    void refusesWrongParameters(String path) {
        Answer refused = api().get(path).refused(400, "bad-request");

        assertThat(refused.texts("errors", "pointer").getFirst()).startsWith("?");
    }

    @Test
    void refusesWrongEventParametersAndIdempotencyKeys() {
        String run = SERVER.member().runs().create("", "x").id();
        api().get(Runs.PATH + "/" + run + "/events?after=-1").refused(400, "bad-request");
        api().get(Runs.PATH + "/" + run + "/events?limit=1000").refused(400, "bad-request");
        api().with("Last-Event-ID", "abc").get("/v2/oneliner/events").refused(400, "bad-request");
        api().key(" ".repeat(3)).post("/v2/projects", Map.of("name", "a")).expect(400);
        api().key("k".repeat(201)).post("/v2/projects", Map.of("name", "a")).refused(400, "bad-request");
    }

    private static ApiClient api() {
        return SERVER.member().api();
    }
}
