package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathsIT {
    private static final LiveServer SERVER = new LiveServer();
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

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
                "//v2/me",
                "/v2//me",
                "/v2/me;a=b",
                "/v2;x/me",
                "/v2%2fme",
                "/v2%2Fme",
                "/v2/me%00",
                "/%00",
                "/v2/../v2/me",
                "/v2/./me",
                "/assets/x/..%2f..%2fetc/passwd",
                "/assets/x/../../etc/passwd",
                "/v2/oneliner/runs/%5c",
                "/v2/%252e%252e/me",
                "/v2/oneliner/runs/.."
            })
    void refusesPathsThatCanBeReadTwoWays(String path) {
        SERVER.member().api().offTheMap().get(path).refused(400, "bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/nothing", "/v2/oneliner/run", "/v2/me/", "/v2/oneliner/runs/a/b/c", "/plugins/x"})
    void unknownPathsAreNotFound(String path) {
        SERVER.member().api().offTheMap().get(path).refused(404, "not-found");
        SERVER.anonymous().offTheMap().get(path).refused(401, "unauthenticated");
    }

    @Test
    void wrongMethodsNameTheRightOnes() {
        ApiClient api = SERVER.member().api().offTheMap();

        Answer me = api.send("DELETE", "/v2/me", Optional.empty()).refused(405, "method-not-allowed");
        Answer runs = api.send("PATCH", Runs.PATH, Optional.empty()).refused(405, "method-not-allowed");
        Answer plan = api.get(Runs.PATH + "/x/plan").refused(405, "method-not-allowed");

        assertThat(me.header("Allow")).isEqualTo("GET");
        assertThat(runs.header("Allow").split(", ")).containsExactlyInAnyOrder("GET", "POST");
        assertThat(plan.header("Allow")).isEqualTo("PUT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v2/%zz HTTP/1.1",
                "GET /v2/me%c0%af HTTP/1.1",
                "GET http://evil.example/v2/me HTTP/1.1",
                "GET /v2/\u0001 HTTP/1.1",
                "nonsense",
                "GET /" + "a",
                "GET /v2/oneliner/runs?limit=%zz HTTP/1.1",
                "GET /v2/oneliner/runs?%00=%00&&=&a HTTP/1.1"
            })
    void oddRequestLinesShowNothingOfTheInside(String line) throws IOException {
        String answer = raw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).doesNotContain("Exception", "at io.", ".java:", " 500 ");
    }

    @Test
    void everyAnswerForbidsFramingAndSniffing() {
        Answer answer = SERVER.member().api().get("/v2/me").expect(200);

        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Request-Id")).isNotEmpty();
    }

    private static String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), SERVER.server().port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            for (int next = in.read(); next >= 0 && !head.toString().endsWith("\r\n\r\n"); next = in.read()) {
                head.append((char) next);
            }
            Matcher length = LENGTH.matcher(head);
            int rest = length.find() ? Integer.parseInt(length.group(1)) - 1 : 0;
            return head + new String(in.readNBytes(rest), StandardCharsets.UTF_8);
        }
    }
}
