package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BodySizeIT {
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
    void takesBodyOfTheLimitAndNotOneByteMore() {
        ApiClient api = SERVER.member().api();

        api.send("/v2/projects", project(Route.BODY)).expect(201);
        api.send("/v2/projects", project(Route.BODY + 1)).refused(413, "payload-too-large");
    }

    @Test
    void holdsTheLimitWithoutAnnouncedLength() {
        ApiClient api = SERVER.member().api();

        api.send("/v2/projects", project(Route.BODY).inChunks()).expect(201);
        api.send("/v2/projects", project(Route.BODY + 1).inChunks()).refused(413, "payload-too-large");
        api.get("/v2/me").expect(200);
    }

    @Test
    void importsTakeMore() {
        LiveServer.Person member = SERVER.member();
        String documents = "/v2/projects/" + member.project("x") + "/documents/accounts";

        Answer imported = member.api().send(documents, rows(Route.IMPORT)).expect(200);
        assertThat(imported.json().path("imported").asInt()).isEqualTo(1);
        member.api().send(documents, rows(Route.IMPORT + 1)).refused(413, "payload-too-large");
        member.api().send(documents, rows(Route.IMPORT + 1).inChunks()).refused(413, "payload-too-large");
        member.api().get("/v2/me").expect(200);
    }

    // Blanks between tokens make a valid body of any size.
    private static Payload project(int size) {
        return padded("{\"name\":\"x\"", "}", size);
    }

    private static Payload rows(int size) {
        return padded("[{\"id\":\"1\"}", "]", size);
    }

    private static Payload padded(String head, String tail, int size) {
        return Payload.of("application/json", head + " ".repeat(size - head.length() - tail.length()) + tail);
    }
}
