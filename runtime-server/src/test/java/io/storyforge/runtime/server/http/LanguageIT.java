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

/** A run is told in the language of whoever asked for it; buttons are named in each. */
class LanguageIT {
    private static final LiveServer SERVER = new LiveServer();
    private static final Map<String, Object> PRESS = Map.of(
            "source_screen", "bench", "source_action_key", "plan", "fields", Map.of("title", "Try it", "mark", "7"));

    @BeforeAll
    static void start(@TempDir Path data) {
        SERVER.start(data);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void runSpeaksEnglishToWhoeverAsksInEnglish() {
        Person member = SERVER.member();
        ApiClient english = member.api().with("Accept-Language", "en-GB,en;q=0.9,zh;q=0.1");

        Answer run = english.post("/v2/oneliner/handoffs", PRESS).expect(201);

        assertThat(run.text("language")).isEqualTo("en");
        assertThat(run.text("status_summary")).isEqualTo("Waiting for confirmation");
        Answer again = member.api().get(Runs.PATH + "/" + run.text("id")).expect(200);
        assertThat(again.text("language")).isEqualTo("en");
        assertThat(member.api().get(Runs.PATH).items("language")).containsExactly("en");
        assertThat(member.api()
                        .get(Runs.PATH + "/" + run.text("id") + "/events")
                        .items("summary"))
                .containsExactly("Created");
        assertThat(member.api().get("/v2/oneliner/sessions").items("title")).containsExactly("Current session");
    }

    @Test
    void runStaysInItsLanguageWhoeverGoesOnWithIt() {
        Person member = SERVER.member();
        ApiClient english = member.api().with("Accept-Language", "en");
        String id =
                member.api().post("/v2/oneliner/handoffs", PRESS).expect(201).text("id");

        Answer cancelled =
                english.post(Runs.PATH + "/" + id + "/cancel", Map.of()).expect(200);
        Answer retried = english.post(Runs.PATH + "/" + id + "/retry", Map.of()).expect(201);

        assertThat(cancelled.text("status_summary")).isEqualTo("已取消");
        assertThat(retried.text("language")).isEqualTo("zh-CN");
        assertThat(retried.text("status_summary")).isEqualTo("等待确认");
    }

    @Test
    void runSpeaksChineseUnlessEnglishIsPreferredToIt() {
        for (String asked : List.of("zh-CN,en;q=0.5", "de", "*", "", "zh-TW", ";;q=no", "x".repeat(5_000))) {
            ApiClient api = SERVER.member().api().with("Accept-Language", asked);

            assertThat(api.post("/v2/oneliner/handoffs", PRESS).expect(201).text("language"))
                    .as("Accept-Language: %s", asked)
                    .isEqualTo("zh-CN");
        }
    }

    @Test
    void sourcesAndToolsAreNamedInEachLanguage() {
        ApiClient api = SERVER.admin().api();

        String sources = api.get("/v2/oneliner/handoff-sources").expect(200).body();
        String plugin = api.get("/plugins").expect(200).body();

        assertThat(sources).contains("\"labels\":{").contains("\"summaries\":{");
        assertThat(plugin).contains("\"labels\":{");
    }
}
