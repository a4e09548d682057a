package io.storyforge.runtime.server.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.storyforge.runtime.identity.Role;
import io.storyforge.runtime.identity.Standing;
import io.storyforge.runtime.server.http.Answer;
import io.storyforge.runtime.server.http.LiveServer;
import io.storyforge.runtime.server.http.LiveServer.Person;
import io.storyforge.runtime.server.http.Runs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmokeIT {
    private static final LiveServer SERVER = new LiveServer();
    private static final AtomicInteger KEYS = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<String> lines = new ArrayList<>();

    @BeforeAll
    static void start(@TempDir Path data) {
        SERVER.start(data);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void carriesOneRunToItsEndAndSaysWhatStays() {
        Person member = SERVER.member();

        boolean passed = smoke(member.token(), PATIENCE);

        assertThat(passed).as(String.join("\n", lines)).isTrue();
        assertThat(lines).hasSize(11);
        assertThat(lines.subList(0, 9)).allMatch(line -> line.startsWith("ok "));
        assertThat(lines.get(9)).startsWith("none   handoff").contains("no project");
        String id = member.api().get(Runs.PATH).items("id").getFirst();
        assertThat(lines.getLast()).contains(id, "done");
        assertThat(member.runs().get(id).text("run_status")).isEqualTo("done");
        assertThat(member.api().get("/v2/projects").items("id")).isEmpty();
    }

    @Test
    void pressesAnActionInAProjectAndCancelsTheRun() {
        Person member = SERVER.member();
        String project = member.project("试验");

        boolean passed = smoke(member.token(), PATIENCE);

        assertThat(passed).as(String.join("\n", lines)).isTrue();
        assertThat(lines.get(9)).startsWith("ok     handoff").contains("became a plan of");
        List<String> pressed =
                member.api().get(Runs.PATH + "?project_id=" + project).items("id");
        assertThat(pressed).hasSize(1);
        assertThat(member.runs().get(pressed.getFirst()).text("source_type")).isEqualTo("handoff");
        assertThat(member.runs().get(pressed.getFirst()).text("run_status")).isEqualTo("cancelled");
        assertThat(lines.getLast()).contains(pressed.getFirst(), "试验", "cancelled");
    }

    @Test
    void wrongTokenFailsAtLoginAndLeavesNothing() {
        boolean passed = smoke("sf_wrong", PATIENCE);

        assertThat(passed).isFalse();
        assertThat(lines.get(1)).startsWith("FAILED login").contains("401");
        assertThat(lines).hasSize(3).last().isEqualTo("Nothing is left behind.");
        assertThat(lines).noneMatch(line -> line.contains("sf_wrong"));
    }

    @Test
    void pendingUserFailsAtLoginWithTheReason() {
        Person pending = SERVER.person(Role.MEMBER, Standing.PENDING);

        assertThat(smoke(pending.token(), PATIENCE)).isFalse();
        assertThat(lines.get(1)).startsWith("FAILED login").contains("403");
    }

    @Test
    void runThatWaitsForItsLaneFailsAndIsCancelled() {
        Person member = SERVER.member();
        Answer first = member.api()
                .post(
                        Runs.PATH,
                        Map.of(
                                "source_screen",
                                "s",
                                "source_action_key",
                                "k",
                                "title",
                                "holds the lane",
                                "plan_request",
                                Map.of("steps", List.of("ask"))))
                .expect(200);
        member.runs().confirm(first.id()).expect(200);

        assertThat(smoke(member.token(), Duration.ofSeconds(1))).isFalse();

        assertThat(lines).anyMatch(line -> line.startsWith("FAILED answer") && line.contains("holds the lane"));
        assertThat(lines.getLast()).contains("cancelled");
        String newest = member.api().get(Runs.PATH).items("id").getFirst();
        assertThat(newest).isNotEqualTo(first.id());
        assertThat(member.runs().get(newest).text("run_status")).isEqualTo("cancelled");
    }

    @Test
    void serverThatIsNotThereFailsAtTheFirstStep() {
        boolean passed =
                Smoke.run(target(URI.create("http://127.0.0.1:1"), "t"), SmokeIT::id, Clock.systemUTC(), lines::add);

        assertThat(passed).isFalse();
        assertThat(lines.getFirst()).startsWith("FAILED ready").contains("cannot be reached");
    }

    @Test
    void anotherProgramIsToldApart() throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            byte[] body = "<html>hello</html>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        other.start();
        try {
            URI base = URI.create("http://127.0.0.1:" + other.getAddress().getPort());

            assertThat(Smoke.run(target(base, "t"), SmokeIT::id, Clock.systemUTC(), lines::add))
                    .isFalse();
            assertThat(lines.getFirst()).startsWith("FAILED ready").contains("is this a StoryForge server?");
        } finally {
            other.stop(0);
        }
    }

    @Test
    void healthIsAskedUntilTheTimeIsOver() {
        assertThat(Smoke.ready(base(), Duration.ZERO, Clock.systemUTC(), lines::add))
                .isTrue();
        assertThat(Smoke.ready(URI.create("http://127.0.0.1:1"), Duration.ofMillis(300), Clock.systemUTC(), lines::add))
                .isFalse();
        assertThat(lines).hasSize(2);
    }

    private boolean smoke(String token, Duration patience) {
        return Smoke.run(new Smoke.Target(base(), token, patience), SmokeIT::id, Clock.systemUTC(), lines::add);
    }

    private static Smoke.Target target(URI base, String token) {
        return new Smoke.Target(base, token, PATIENCE);
    }

    private static URI base() {
        return URI.create("http://127.0.0.1:" + SERVER.server().port());
    }

    private static String id() {
        return "smoke-" + KEYS.incrementAndGet();
    }
}
