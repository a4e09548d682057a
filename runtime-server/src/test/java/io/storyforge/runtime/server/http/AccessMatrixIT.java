package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.storyforge.runtime.identity.Role;
import io.storyforge.runtime.identity.Standing;
import io.storyforge.runtime.server.http.LiveServer.Person;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every route against every kind of credential, generated from the route table. */
class AccessMatrixIT {
    private static final LiveServer SERVER = new LiveServer();
    private static final String ID = "01940000-0000-7000-8000-000000000000";

    private static List<Route> routes = List.of();

    @BeforeAll
    static void start(@TempDir Path data, @TempDir Path other) {
        SERVER.start(data);
        routes = RouteTable.all(other);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @TestFactory
    Stream<DynamicTest> refusesWhoeverIsNotApproved() {
        Person pending = SERVER.person(Role.MEMBER, Standing.PENDING);
        Person disabled = SERVER.person(Role.ADMIN, Standing.DISABLED);
        ApiClient unknown = SERVER.anonymous().token("sf_unknown");
        return closed().map(route -> dynamicTest(name(route), () -> {
            assertThat(call(SERVER.anonymous(), route)
                            .refused(401, "unauthenticated")
                            .header("WWW-Authenticate"))
                    .isEqualTo("Bearer");
            assertThat(call(unknown, route).refused(401, "unauthenticated").header("WWW-Authenticate"))
                    .isEqualTo("Bearer");
            call(pending.api(), route).refused(403, "not-approved");
            call(disabled.api(), route).refused(403, "not-approved");
        }));
    }

    @TestFactory
    Stream<DynamicTest> keepsMembersFromWhatIsForAdministrators() {
        Person member = SERVER.member();
        return routes.stream()
                .filter(route -> route.access() == Route.Access.ADMIN)
                .map(route ->
                        dynamicTest(name(route), () -> call(member.api(), route).refused(403, "forbidden")));
    }

    @Test
    void onlyLoginAndTheDocumentAreOpen() {
        assertThat(routes.stream().filter(route -> route.access() == Route.Access.PUBLIC))
                .extracting(AccessMatrixIT::name)
                .containsExactlyInAnyOrder("POST /v2/login", "GET /openapi");
    }

    @Test
    void governanceAndUsersAreForAdministrators() {
        assertThat(routes.stream().filter(route -> route.access() == Route.Access.ADMIN))
                .extracting(AccessMatrixIT::name)
                .containsExactlyInAnyOrder(
                        "GET /v2/governance/layers/{scope}/{key}",
                        "PUT /v2/governance/layers/{scope}/{key}",
                        "GET /v2/governance/overrides",
                        "POST /v2/governance/overrides",
                        "POST /v2/governance/overrides/{id}/end",
                        "GET /v2/governance/changes",
                        "GET /v2/users",
                        "POST /v2/users/{id}/status");
    }

    @Test
    void healthAndDocumentAreOpen() {
        SERVER.anonymous().get("/observe/health/live").expect(200);
        SERVER.anonymous().get("/observe/health/ready").expect(200);
        SERVER.anonymous().get("/openapi").expect(200);
    }

    private static Stream<Route> closed() {
        return routes.stream().filter(route -> route.access() != Route.Access.PUBLIC);
    }

    private static Answer call(ApiClient client, Route route) {
        String path = route.path()
                .replace("{collection}", "accounts")
                .replace("{scope}", "system")
                .replaceAll("\\{[a-z]+}", ID);
        Optional<Payload> payload = route.method().equals("GET") ? Optional.empty() : Optional.of(Payload.json("{}"));
        return client.send(route.method(), path, payload);
    }

    private static String name(Route route) {
        return route.method() + " " + route.path();
    }
}
