package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.plugin.PluginConfig;
import io.storyforge.runtime.plugin.PluginJar;
import io.storyforge.runtime.server.StoryForgeServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose plugins do their worst: it serves everybody else. */
final class HostilePluginIT {
    private static final List<String> SPINNING = List.of("spin-a", "spin-b", "spin-c");
    private static final int PLACES = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final String HANDOFFS = "/v2/oneliner/handoffs";

    private final LiveServer server = new LiveServer();

    @BeforeEach
    void start(@TempDir Path place) {
        System.clearProperty("spinning-draft.release");
        System.clearProperty("spinning-tool.release");
        Path plugins = place.resolve("plugins");
        PluginJar.of("good").writeTo(plugins.resolve("good.jar"));
        PluginJar.of("spinning-tool").writeTo(plugins.resolve("spinning-tool.jar"));
        PluginJar.of("out-of-memory").writeTo(plugins.resolve("out-of-memory.jar"));
        Map<String, String> said = new TreeMap<>();
        said.put("tool-limit", "300ms");
        said.put("start-limit", "20s");
        said.put("call-limit", "20s");
        for (String id : SPINNING) {
            PluginJar.of("spinning-draft")
                    .says("Handoff-Plugin-Id", id)
                    .with("screen", id.getBytes(StandardCharsets.UTF_8))
                    .writeTo(plugins.resolve(id + ".jar"));
            said.put(id + ".call-limit", "100ms");
        }
        Path data = place.resolve("data");
        server.start(data, StoryForgeServer.Plugins.in(plugins, data).with(PluginConfig.of(said)));
    }

    @AfterEach
    void stop() {
        System.setProperty("spinning-draft.release", "yes");
        System.setProperty("spinning-tool.release", "yes");
        server.close();
    }

    @Test
    void answersHealthWithinATenthOfASecondWhileEveryPluginSpinsOnAllItsThreads() {
        ApiClient member = server.member().api();
        for (String id : SPINNING) {
            for (int i = 0; i < PLACES; i++) {
                member.post(HANDOFFS, pressed(id)).refused(504, "plugin-timeout");
            }
            member.post(HANDOFFS, pressed(id)).refused(503, "plugin-busy");
        }

        List<Duration> took = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            long begun = System.nanoTime();
            server.anonymous().get("/observe/health/live").expect(200);
            took.add(Duration.ofNanos(System.nanoTime() - begun));
        }

        assertThat(took.stream().sorted().toList().get(took.size() / 2)).isLessThan(Duration.ofMillis(100));
        member.post(HANDOFFS, pressed("good")).expect(201);
        for (String id : SPINNING) {
            Answer row =
                    server.admin().api().showingCauses().get("/plugins/" + id).expect(200);
            assertThat(row.json().path("stuck_threads").asInt()).isEqualTo(PLACES);
        }
    }

    @Test
    void failsARunWhoseToolSpinsAndGoesOnWithOthers() {
        LiveServer.Person member = server.member();
        String spinning = member.api()
                .post(HANDOFFS, pressed("spinning-tool"))
                .expect(201)
                .id();
        member.runs().confirm(spinning).expect(200);

        Answer failed = member.runs().await(spinning, "failed", PATIENCE);

        assertThat(failed.json().toString()).contains("spinning-tool");
        Answer row = server.admin()
                .api()
                .showingCauses()
                .get("/plugins/spinning-tool")
                .expect(200);
        assertThat(row.json().path("tool_calls").path("timed_out").asInt()).isEqualTo(1);
        assertThat(row.json().path("stuck_threads").asInt()).isEqualTo(1);
        assertThat(row.json().path("last_error").path("message").asString()).contains("300 ms");
        String next = member.api().post(HANDOFFS, pressed("good")).expect(201).id();
        member.runs().confirm(next).expect(200);
        member.runs().await(next, "blocked");
    }

    @Test
    void livesWhenAPluginWantsMoreMemoryThanThereIs() {
        ApiClient member = server.member().api();

        member.post(HANDOFFS, pressed("out-of-memory")).refused(500, "internal");

        server.anonymous().get("/observe/health/live").expect(200);
        member.post(HANDOFFS, pressed("good")).expect(201);
        Answer row = server.admin()
                .api()
                .showingCauses()
                .get("/plugins/out-of-memory")
                .expect(200);
        assertThat(row.json().path("calls").path("failed").asInt()).isEqualTo(1);
        assertThat(row.json().path("last_error").path("message").asString()).contains("OutOfMemoryError");
    }

    private static Map<String, String> pressed(String screen) {
        return Map.of("source_screen", screen, "source_action_key", "go");
    }
}
