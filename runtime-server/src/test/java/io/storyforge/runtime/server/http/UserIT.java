package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.identity.Role;
import io.storyforge.runtime.identity.Standing;
import io.storyforge.runtime.server.http.LiveServer.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Approving and disabling users over HTTP. */
class UserIT {
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
    void approvedUserMayWorkAndDisabledOneNoMore() {
        Person admin = SERVER.admin();
        Person newcomer = SERVER.person(Role.MEMBER, Standing.PENDING);
        newcomer.api().get("/v2/projects").refused(403, "not-approved");

        Answer approved =
                admin.api().post(status(newcomer), Map.of("status", "approved")).expect(200);

        assertThat(approved.text("status")).isEqualTo("approved");
        assertThat(admin.api().get("/v2/users").items("name"))
                .contains(newcomer.user().name());
        Eventually.holds(
                Duration.ofSeconds(5), () -> newcomer.api().get("/v2/projects").status() == 200);
        admin.api().post(status(newcomer), Map.of("status", "disabled")).expect(200);
        Eventually.holds(
                Duration.ofSeconds(5), () -> newcomer.api().get("/v2/projects").status() == 403);
    }

    @Test
    void unknownStatusUnknownUserAndOneselfAreRefused() {
        Person admin = SERVER.admin();
        Person member = SERVER.member();

        admin.api().post(status(member), Map.of("status", "king")).refused(422, "validation-failed");
        admin.api().post(status(member), Map.of()).refused(422, "validation-failed");
        admin.api()
                .post("/v2/users/nobody/status", Map.of("status", "approved"))
                .refused(404, "not-found");
        admin.api().post(status(admin), Map.of("status", "disabled")).refused(403, "forbidden");
    }

    private static String status(Person person) {
        return "/v2/users/" + person.user().id() + "/status";
    }
}
