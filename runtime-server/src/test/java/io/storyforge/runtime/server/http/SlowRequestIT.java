package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that stop half way do not hold their connection for ever. */
class SlowRequestIT {
    private static final LiveServer SERVER = new LiveServer();
    // A small body has 10 s; the rest is for a busy machine.
    private static final Duration PROMISED = Duration.ofSeconds(25);

    @BeforeAll
    static void start(@TempDir Path data) {
        SERVER.start(data);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void bodyThatStopsHalfWayIsCutAndOthersAreServed() throws IOException {
        LiveServer.Person member = SERVER.member();
        String head = "POST /v2/oneliner/runs HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + member.token()
                + "\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"title\":";
        try (RawConnection slow = RawConnection.send(SERVER.server().port(), head)) {
            member.runs().create("", "x");

            String answer = slow.untilEnd(PROMISED);

            assertThat(answer).doesNotContain("HTTP/1.1 2");
        }
        member.runs().create("", "y");
    }

    @Test
    void bodyThatNobodyReadsIsNotWaitedForWithoutEnd() throws IOException {
        List<RawConnection> slow = new ArrayList<>();
        for (String line : List.of(
                "GET /v2/me", "POST /v2/oneliner/runs", "POST /nowhere", "GET /", "PUT /plugins", "GET /openapi")) {
            slow.add(RawConnection.send(
                    SERVER.server().port(),
                    line + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"));
        }
        for (RawConnection connection : slow) {
            assertThat(connection.untilEnd(PROMISED)).doesNotContain("HTTP/1.1 2");
            connection.close();
        }
    }
}
