package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.plugin.PluginConfig;
import io.storyforge.runtime.plugin.PluginJar;
import io.storyforge.runtime.server.StoryForgeServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Plugins that were dropped into a folder, good ones and others, as the API shows and serves them. */
class PluginIT {
    private static final LiveServer SERVER = new LiveServer();
    private static final String SECRET = "s3cret-value";
    private static final String MODULE = "export const meta = { apiVersion: 1 };";
    private static final int SPINS = 4;

    @BeforeAll
    static void start(@TempDir Path place) throws Exception {
        System.clearProperty("spinning-draft.release");
        Path plugins = place.resolve("plugins");
        PluginJar.of("good")
                .with("META-INF/handoff/ui/screen.js", MODULE.getBytes(StandardCharsets.UTF_8))
                .with("META-INF/handoff/ui/i18n/zh.json", "{}".getBytes(StandardCharsets.UTF_8))
                .writeTo(plugins.resolve("good.jar"));
        PluginJar.of("settings").writeTo(plugins.resolve("settings.jar"));
        PluginJar.of("null-answer").writeTo(plugins.resolve("null-answer.jar"));
        PluginJar.of("throwing-constructor").writeTo(plugins.resolve("throwing-constructor.jar"));
        PluginJar.of("spinning-draft").writeTo(plugins.resolve("spinning-draft.jar"));
        Files.writeString(plugins.resolve("garbage.jar"), "no jar");
        PluginConfig config = PluginConfig.of(Map.of(
                "settings.settings.region", "cn",
                "settings.settings.api-token", SECRET,
                "spinning-draft.call-limit", "100ms"));
        SERVER.start(
                place.resolve("data"),
                StoryForgeServer.Plugins.in(plugins, place.resolve("data")).with(config));
    }

    @AfterAll
    static void stop() {
        System.setProperty("spinning-draft.release", "yes");
        SERVER.close();
    }

    @Test
    void handsOverToADroppedInPlugin() {
        Answer run = SERVER.member()
                .api()
                .post("/v2/oneliner/handoffs", pressed("good"))
                .expect(201);

        assertThat(run.text("run_status")).isEqualTo("needs_confirmation");
    }

    @Test
    void showsMembersWhatTheyUseAndNoMore() {
        Answer answer = SERVER.member().api().get("/plugins").expect(200);

        JsonNode good = plugin(answer, "good");
        assertThat(good.propertyNames()).containsOnly("id", "name", "status", "screen", "actions", "ui");
        assertThat(plugin(answer, "throwing-constructor").propertyNames())
                .containsOnly("id", "name", "status", "screen", "actions");
        assertThat(answer.body()).doesNotContain("no disk", "sha256");
    }

    @Test
    void showsOperatorsStateReasonAndHint() {
        ApiClient operator = SERVER.admin().api().showingCauses();
        Answer answer = operator.get("/plugins").expect(200);

        JsonNode failed = plugin(answer, "throwing-constructor");
        assertThat(failed.path("status").asString()).isEqualTo("FAILED");
        assertThat(failed.path("problem").path("code").asString()).isEqualTo("PROVIDER");
        assertThat(failed.path("problem").path("message").asString()).contains("no disk");
        assertThat(failed.path("problem").path("hint").asString()).isNotEmpty();
        assertThat(plugin(answer, "garbage").path("problem").path("code").asString())
                .isEqualTo("BAD_JAR");
        assertThat(plugin(answer, "dashboard").path("origin").asString()).isEqualTo("classpath");
        assertThat(plugin(answer, "good").path("sha256").asString()).hasSize(64);
        assertThat(answer.json().path("summary").path("refused").asInt()).isEqualTo(1);
        JsonNode one = operator.get("/plugins/throwing-constructor").expect(200).json();
        assertThat(one.path("problem").path("causes").toString()).contains("no disk");
    }

    @Test
    void tellsThatASecretIsSetAndNeverItsValue() {
        Answer answer =
                SERVER.admin().api().showingCauses().get("/plugins/settings").expect(200);

        JsonNode token = answer.json().path("settings").get(1);
        assertThat(token.path("key").asString()).isEqualTo("api-token");
        assertThat(token.path("set").asBoolean()).isTrue();
        assertThat(answer.body()).doesNotContain(SECRET);
    }

    @Test
    void refusesAnUnknownPlugin() {
        SERVER.member().api().get("/plugins/absent").refused(404, "not-found");
    }

    @Test
    void saysThatNothingChanged() {
        ApiClient member = SERVER.member().api();
        String tag = member.get("/plugins/good").expect(200).header("ETag");

        assertThat(tag).startsWith("W/\"");
        assertThat(member.with("If-None-Match", tag).get("/plugins/good").status())
                .isEqualTo(304);
    }

    @Test
    void servesFilesOfAScreenUnderTheirHash() {
        ApiClient member = SERVER.member().api();
        String module = plugin(member.get("/plugins").expect(200), "good")
                .path("ui")
                .path("module")
                .asString();

        Answer file = member.get(module).expect(200);

        assertThat(module).matches("/plugins/good/ui/[0-9a-f]{12}/screen\\.js");
        assertThat(plugin(member.get("/plugins").expect(200), "good")
                        .path("ui")
                        .path("api")
                        .asInt())
                .isEqualTo(1);
        assertThat(file.body()).isEqualTo(MODULE);
        assertThat(file.header("Content-Type")).startsWith("text/javascript");
        assertThat(file.header("Cache-Control")).isEqualTo("private, max-age=31536000, immutable");
        assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
        String folder = module.substring(0, module.lastIndexOf('/') + 1);
        assertThat(member.offTheMap().get(folder + "i18n/zh.json").expect(200).body())
                .isEqualTo("{}");
        for (String other : List.of("absent.js", "../screen.js", "%2e%2e/plugin/Source.class", "plugin/Source.class")) {
            assertThat(member.offTheMap().get(folder + other).status())
                    .as(other)
                    .isIn(400, 404);
        }
        member.get("/plugins/good/ui/000000000000/screen.js").refused(404, "not-found");
        SERVER.anonymous().get(module).refused(401, "unauthenticated");
    }

    @Test
    void pausesAPluginThatFailsAgainAndAgain() {
        ApiClient member = SERVER.member().api();
        for (int i = 0; i < 5; i++) {
            member.post("/v2/oneliner/handoffs", pressed("null-answer")).refused(502, "plugin-failed");
        }

        Answer paused =
                member.post("/v2/oneliner/handoffs", pressed("null-answer")).refused(503, "plugin-quarantined");

        assertThat(Integer.parseInt(paused.header("Retry-After"))).isBetween(1, 31);
        Answer row =
                SERVER.admin().api().showingCauses().get("/plugins/null-answer").expect(200);
        assertThat(row.text("status")).isEqualTo("QUARANTINED");
        assertThat(row.json().path("calls").path("failed").asInt()).isEqualTo(5);
        assertThat(row.json().path("last_error").path("message").asString()).contains("answered null");
    }

    @Test
    void answersHealthWithinATenthOfASecondWhileAPluginSpinsOnEveryCore() {
        ApiClient member = SERVER.member().api();
        for (int i = 0; i < SPINS; i++) {
            member.post("/v2/oneliner/handoffs", pressed("spinning-draft")).refused(504, "plugin-timeout");
        }
        member.post("/v2/oneliner/handoffs", pressed("spinning-draft")).refused(503, "plugin-busy");

        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            long begun = System.nanoTime();
            SERVER.anonymous().get("/observe/health/live").expect(200);
            nanos.add(System.nanoTime() - begun);
        }

        nanos.sort(Long::compare);
        assertThat(Duration.ofNanos(nanos.get(nanos.size() / 2))).isLessThan(Duration.ofMillis(100));
        Answer row = SERVER.admin()
                .api()
                .showingCauses()
                .get("/plugins/spinning-draft")
                .expect(200);
        assertThat(row.json().path("stuck_threads").asInt()).isEqualTo(SPINS);
        SERVER.member().api().post("/v2/oneliner/handoffs", pressed("good")).expect(201);
    }

    @Test
    void isReadyAndDegraded() {
        Answer ready = SERVER.anonymous().get("/observe/health/ready").expect(200);

        assertThat(ready.body()).contains("\"degraded\"");
    }

    private static JsonNode plugin(Answer answer, String id) {
        return answer.json().path("plugins").values().stream()
                .filter(plugin -> plugin.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> pressed(String screen) {
        return Map.of("source_screen", screen, "source_action_key", "go");
    }
}
