package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.identity.Role;
import io.storyforge.runtime.identity.Standing;
import io.storyforge.runtime.server.http.LiveServer.Person;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginIT {
    private static final LiveServer SERVER = new LiveServer();
    private static final Map<String, String> PROJECT = Map.of("name", "星河");
    private static final String SITE = "Sec-Fetch-Site";

    @BeforeAll
    static void start(@TempDir Path data) {
        SERVER.start(data);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void codeOpensSessionOnce() {
        Person member = SERVER.member();
        String code = SERVER.server().identities().issueLoginCode(member.user());

        Answer login =
                SERVER.anonymous().post("/v2/login", Map.of("code", code)).expect(200);

        assertThat(login.text("name")).isEqualTo(member.user().name());
        assertThat(login.header("Set-Cookie")).contains("HttpOnly", "SameSite=Lax", "Path=/");
        assertThat(browser(login).get("/v2/me").expect(200).id())
                .isEqualTo(member.user().id());
        SERVER.anonymous().post("/v2/login", Map.of("code", code)).refused(401, "unauthenticated");
    }

    @Test
    void tokenOpensSession() {
        Person member = SERVER.member();

        Answer login = SERVER.anonymous()
                .post("/v2/login", Map.of("token", member.token()))
                .expect(200);

        browser(login).get("/v2/me").expect(200);
    }

    @Test
    void refusesUnknownCodesPendingUsersAndSessionSecrets() {
        Person pending = SERVER.person(Role.MEMBER, Standing.PENDING);
        ApiClient anonymous = SERVER.anonymous();

        anonymous.post("/v2/login", Map.of("code", "sfl_unknown")).refused(401, "unauthenticated");
        anonymous.post("/v2/login", Map.of("token", pending.token())).refused(403, "not-approved");
        anonymous.post("/v2/login", Map.of()).refused(422, "validation-failed");
        String session = cookie(login(SERVER.member())).split("=", 2)[1];
        anonymous.post("/v2/login", Map.of("token", session)).refused(401, "unauthenticated");
    }

    @Test
    void loginCodeIsNoToken() {
        String code =
                SERVER.server().identities().issueLoginCode(SERVER.member().user());

        SERVER.anonymous().token(code).get("/v2/me").refused(401, "unauthenticated");
    }

    @Test
    void browserMayWriteFromItsOwnPages() {
        ApiClient browser = browser(login(SERVER.member()));

        browser.with(SITE, "same-origin").post("/v2/projects", PROJECT).expect(201);
        String own = "http://127.0.0.1:" + SERVER.server().port();
        browser.with("Origin", own).post("/v2/projects", PROJECT).expect(201);
    }

    @Test
    void browserMayNotWriteFromElsewhere() {
        ApiClient browser = browser(login(SERVER.member()));

        browser.post("/v2/projects", PROJECT).refused(403, "forbidden");
        browser.with(SITE, "cross-site").post("/v2/projects", PROJECT).refused(403, "forbidden");
        browser.with(SITE, "same-site").post("/v2/projects", PROJECT).refused(403, "forbidden");
        browser.with("Origin", "http://evil.example")
                .post("/v2/projects", PROJECT)
                .refused(403, "forbidden");
        browser.with(SITE, "cross-site")
                .with("Origin", "http://127.0.0.1:" + SERVER.server().port())
                .post("/v2/projects", PROJECT)
                .refused(403, "forbidden");
        assertThat(browser.get("/v2/projects").items("id")).isEmpty();
    }

    @Test
    void browserMayNotSendTextAsForms() {
        ApiClient browser = browser(login(SERVER.member())).with(SITE, "same-origin");

        browser.send("/v2/projects", Payload.of("text/plain", "{\"name\":\"x\"}"))
                .refused(415, "unsupported-media-type");
        browser.send("/v2/projects", Payload.of("application/x-www-form-urlencoded", "name=x"))
                .refused(415, "unsupported-media-type");
        browser.send("/v2/logout", Payload.of("text/plain", "{}")).refused(415, "unsupported-media-type");
        browser.get("/v2/me").expect(200);
    }

    @Test
    void logoutEndsSessionAtOnce() {
        ApiClient browser = browser(login(SERVER.member()));
        browser.get("/v2/me").expect(200);
        browser.post("/v2/logout").refused(403, "forbidden");

        Answer logout = browser.with(SITE, "same-origin").post("/v2/logout").expect(204);

        assertThat(logout.header("Set-Cookie")).contains("Max-Age=0");
        browser.get("/v2/me").refused(401, "unauthenticated");
    }

    @Test
    void tokenNeedsNoProofOfOrigin() {
        Person member = SERVER.member();

        member.api().with(SITE, "cross-site").post("/v2/projects", PROJECT).expect(201);
        member.api()
                .with("Origin", "http://evil.example")
                .post("/v2/projects", PROJECT)
                .expect(201);
    }

    @Test
    void wrongTokenIsNotSavedByGoodCookie() {
        ApiClient browser = browser(login(SERVER.member()));

        browser.token("sf_unknown").get("/v2/me").refused(401, "unauthenticated");
    }

    private static Answer login(Person person) {
        String code = SERVER.server().identities().issueLoginCode(person.user());
        return SERVER.anonymous().post("/v2/login", Map.of("code", code)).expect(200);
    }

    private static ApiClient browser(Answer login) {
        return SERVER.anonymous().with("Cookie", cookie(login));
    }

    private static String cookie(Answer login) {
        return login.header("Set-Cookie").split(";", 2)[0];
    }
}
