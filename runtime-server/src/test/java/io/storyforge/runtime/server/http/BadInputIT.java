package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputIT {
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
    void ignoresUnknownFields() {
        Answer run = api().post(Runs.PATH, """
                {"source_screen":"s","source_action_key":"a","title":"t","surprise":{"deep":[1,2]},
                 "plan_request":{"steps":[{"title":"x","colour":"red"}],"mood":1}}""").expect(200);

        assertThat(run.text("title")).isEqualTo("t");
    }

    @Test
    void namesEveryProblemAtOnce() {
        Answer refused = api().post(Runs.PATH, """
                {"source_screen":7,"title":" ","summary":[],"project_id":{},"platform_scope":"moon",
                 "plan_request":{"goal":true,"steps":["","ok",{"tool":"no.such"},{"title":"t","arguments":[]},9]}}""").refused(422, "validation-failed");

        assertThat(refused.texts("errors", "pointer"))
                .containsExactlyInAnyOrder(
                        "/source_screen",
                        "/source_action_key",
                        "/title",
                        "/summary",
                        "/project_id",
                        "/platform_scope",
                        "/plan_request/goal",
                        "/plan_request/steps/0/title",
                        "/plan_request/steps/2/title",
                        "/plan_request/steps/2/tool",
                        "/plan_request/steps/3/arguments",
                        "/plan_request/steps/4",
                        "/plan_request/steps/4/title");
    }

    @Test
    void refusesBodiesThatAreNoObject() {
        for (String body : List.of("[]", "\"text\"", "17", "true", "null")) {
            Answer refused = api().post(Runs.PATH, body);
            assertThat(refused.status()).as(body).isIn(400, 422);
        }
        api().post(Runs.PATH).refused(422, "validation-failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"title\":}",
                "{'title':1}",
                "{\"title\":\"a\"} x",
                "{\"title\":\"a\"}{}",
                "not json",
                "{\"a\":01}",
                "{\"title\":\"a\",\"title\":\"b\"}",
                "{\"x\":{\"k\":1,\"k\":2}}",
                "{\"a\":NaN}",
                "{\"a\":1,}",
                "\uFEFF{"
            })
    void refusesWhatIsNotJson(String body) {
        api().post(Runs.PATH, body).refused(400, "malformed-json");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] latin = "{\"title\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        byte[] surrogate = "{\"title\":\"\\ud800\"}".getBytes(StandardCharsets.US_ASCII);

        api().send(Runs.PATH, Payload.bytes(latin)).refused(400, "malformed-json");
        api().send(Runs.PATH, Payload.bytes(surrogate)).refused(400, "malformed-json");
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 1_000, 100_000})
    void refusesDeepNesting(int depth) {
        String lists = "{\"surprise\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
        String objects = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);

        api().post(Runs.PATH, lists).refused(400, "malformed-json");
        if (objects.length() < Route.BODY) {
            api().post(Runs.PATH, objects).refused(400, "malformed-json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "text/csv", "application/xml", ""})
    void refusesOtherTypes(String type) {
        api().send(Runs.PATH, Payload.of(type, "{\"title\":\"a\"}")).refused(415, "unsupported-media-type");
    }

    @Test
    void takesJsonWithParameters() {
        api().send("/v2/projects", Payload.of("Application/JSON; charset=utf-8", "{\"name\":\"a\"}"))
                .expect(201);
    }

    @Test
    void refusesTooLongTexts() {
        Map<String, Object> request = Map.of(
                "source_screen", "s".repeat(101),
                "source_action_key", "a",
                "title", "题".repeat(201),
                "summary", "长".repeat(2_001),
                "plan_request", Map.of("steps", List.of("步".repeat(301), "ok")));

        Answer refused = api().post(Runs.PATH, request).refused(422, "validation-failed");

        assertThat(refused.texts("errors", "pointer"))
                .containsExactlyInAnyOrder("/source_screen", "/title", "/summary", "/plan_request/steps/0/title");
        assertThat(refused.texts("errors", "code")).containsOnly("too-long");
    }

    @Test
    void takesFiftyStepsAndNotOneMore() {
        Object[] fifty = IntStream.range(0, 50).mapToObj(Integer::toString).toArray();
        Object[] more = IntStream.range(0, 51).mapToObj(Integer::toString).toArray();

        api().post(Runs.PATH, Runs.request("", fifty)).expect(200);
        Answer refused = api().post(Runs.PATH, Runs.request("", more)).refused(422, "validation-failed");

        assertThat(refused.texts("errors", "pointer")).containsExactly("/plan_request/steps");
    }

    @Test
    void refusesUnknownTool() {
        Answer refused = api().post(Runs.PATH, Runs.request("", "ok", Map.of("title", "x", "tool", "no.such")))
                .refused(422, "validation-failed");

        assertThat(refused.texts("errors", "pointer")).containsExactly("/plan_request/steps/1/tool");
        assertThat(refused.texts("errors", "code")).containsExactly("unknown-tool");
    }

    @Test
    void roundTripsEveryScript() {
        String text = "👩‍👩‍👧‍👦 שלום عليكم \u202E नमस्ते \u0000 <script>alert(1)</script> ' \" \\ \n\t 🏳️‍🌈";
        String tenKilobytes = String.join("", Collections.nCopies(1_900, "漢"));
        Map<String, Object> request = new java.util.TreeMap<>(Runs.request("", text));
        request.put("title", text);
        request.put("summary", tenKilobytes);
        ApiClient api = api();

        String id = api.post(Runs.PATH, request).expect(200).id();

        Answer run = api.get(Runs.PATH + "/" + id).expect(200);
        assertThat(run.text("title")).isEqualTo(text);
        assertThat(run.text("summary")).isEqualTo(tenKilobytes);
        assertThat(run.json().path("plan").path("steps").get(0).path("title").asString())
                .isEqualTo(text);
    }

    private static ApiClient api() {
        return SERVER.member().api();
    }
}
