package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Requests that stop half way do not hold their connection for ever. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SlowRequestIT {
    private static final LiveServer SERVER = new LiveServer();
    // A small body has 10 s; the rest is for a busy machine.
    private static final Duration PROMISED = Duration.ofSeconds(25);

    private static final List<String> UNREAD =
            List.of("GET /v2/me", "POST /v2/oneliner/runs", "POST /nowhere", "GET /", "PUT /plugins", "GET /openapi");

    // They all begin at once: the server lets each take its time before it cuts it.
    private static final List<RawConnection> SLOW = new ArrayList<>();

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        SERVER.start(data);
        SLOW.add(halfSent(
                "POST /v2/oneliner/runs",
                "Authorization: Bearer " + SERVER.member().token() + "\r\n"));
        for (String line : UNREAD) {
            SLOW.add(halfSent(line, ""));
        }
    }

    @AfterAll
    static void stop() throws IOException {
        for (RawConnection connection : SLOW) {
            connection.close();
        }
        SERVER.close();
    }

    @Test
    @Order(1)
    void bodyThatStopsHalfWayIsCutAndOthersAreServed() throws IOException {
        LiveServer.Person member = SERVER.member();
        member.runs().create("", "x");

        assertThat(SLOW.getFirst().untilEnd(PROMISED)).doesNotContain("HTTP/1.1 2");
        member.runs().create("", "y");
    }

    @Test
    @Order(2)
    void bodyThatNobodyReadsIsNotWaitedForWithoutEnd() throws IOException {
        for (RawConnection connection : SLOW.subList(1, SLOW.size())) {
            assertThat(connection.untilEnd(PROMISED)).doesNotContain("HTTP/1.1 2");
        }
    }

    private static RawConnection halfSent(String line, String headers) throws IOException {
        return RawConnection.send(
                SERVER.server().port(),
                line + " HTTP/1.1\r\nHost: x\r\n" + headers
                        + "Content-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"title\":");
    }
}
