package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.server.http.LiveServer.Person;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationIT {
    private static final LiveServer SERVER = new LiveServer();
    private static final String SESSIONS = "/v2/oneliner/sessions";

    @BeforeAll
    static void start(@TempDir Path data) {
        SERVER.start(data);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void newestMessagesComeOldestFirst() {
        Person member = SERVER.member();
        String path = SESSIONS + "/"
                + member.api().post(SESSIONS, Map.of("title", "会话")).expect(201).id() + "/messages";
        String first =
                member.api().post(path, Map.of("content", "一")).expect(201).id();
        String second =
                member.api().post(path, Map.of("content", "二")).expect(201).id();

        assertThat(member.api().get(path).items("content")).containsExactly("一", "二");
        assertThat(member.api().get(path + "?after=" + first).items("content")).containsExactly("二");
        assertThat(member.api().get(path + "?limit=1").items("content")).containsExactly("二");
        assertThat(member.api().get(path + "?before=" + second).items("content"))
                .containsExactly("一");
        member.api().get(path + "?before=%s&after=%s".formatted(second, first)).refused(400, "bad-request");
        assertThat(member.api().get(path).items("role")).containsOnly("user");
    }

    @Test
    void messageKeepsTheScreenThatItIsAbout() {
        Person member = SERVER.member();
        String path = SESSIONS + "/"
                + member.api().post(SESSIONS, Map.of("title", "会话")).expect(201).id() + "/messages";
        member.api()
                .post(path, Map.of("content", "为什么掉了", "source_screen", "strategy"))
                .expect(201);
        member.api().post(path, Map.of("content", "你好")).expect(201);

        assertThat(member.api().get(path).items("source_screen")).containsExactly("strategy", "");
        member.api()
                .post(path, Map.of("content", "太长", "source_screen", "s".repeat(101)))
                .expect(422);
    }

    @Test
    void runTellsItsEndInItsSession() {
        Person member = SERVER.member();
        String id = member.runs().confirmed("", Runs.step("bench.read", Map.of("mark", "a")));
        String session = member.runs().await(id, "done").text("session_id");

        Answer messages =
                member.api().get(SESSIONS + "/" + session + "/messages").expect(200);

        assertThat(messages.items("role")).containsExactly("agent");
        assertThat(messages.items("run_id")).containsExactly(id);
        assertThat(messages.items("content")).containsExactly("完成 a");
    }

    @Test
    void runJoinsTheAskedSessionOfItsProjectOnly() {
        Person member = SERVER.member();
        String project = member.project("x");
        String session = member.api()
                .post(SESSIONS, Map.of("project_id", project))
                .expect(201)
                .id();
        Map<String, Object> request = new java.util.TreeMap<>(Runs.request(project, "读取"));
        request.put("session_id", session);

        assertThat(member.api().post(Runs.PATH, request).expect(200).text("session_id"))
                .isEqualTo(session);
        request.put("project_id", "");
        member.api().post(Runs.PATH, request).refused(404, "not-found");
    }

    @Test
    void refusesEmptyAndTooLongMessages() {
        Person member = SERVER.member();
        String path = SESSIONS + "/"
                + member.api().post(SESSIONS, Map.of()).expect(201).id() + "/messages";

        member.api().post(path, Map.of("content", " ")).refused(422, "validation-failed");
        member.api().post(path, Map.of("content", "长".repeat(8_001))).refused(422, "validation-failed");
        member.api().post(path, Map.of("content", "长".repeat(8_000))).expect(201);
    }
}
