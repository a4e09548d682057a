package io.storyforge.runtime.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.identity.Standing;
import io.storyforge.runtime.server.http.ApiClient;
import io.storyforge.runtime.server.http.LiveServer;
import io.storyforge.runtime.server.http.LiveServer.Person;
import io.storyforge.runtime.server.http.Runs;
import io.storyforge.runtime.server.identity.Secrets;
import io.storyforge.runtime.server.store.SqliteStore;
import io.storyforge.runtime.server.stream.EventFollower.Frame;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventStreamIT {
    private static final LiveServer SERVER = new LiveServer();
    private static final Duration PROMISED = Duration.ofSeconds(5);

    @BeforeAll
    static void start(@TempDir Path data) {
        SERVER.start(data);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void firstFrameComesAtOnceAndSaysWhereTheLogIs() {
        Person member = SERVER.member();
        String id = member.runs().create("", "x").id();
        long last = position(member, id);

        try (EventFollower follower = EventFollower.open(member.api(), "")) {
            Frame first = follower.next();

            assertThat(first.event()).isEqualTo("stream.ready");
            assertThat(first.data().path("position").asLong()).isGreaterThanOrEqualTo(last);
        }
    }

    @Test
    void showsEventsOfOwnRunsAsTheyHappen() {
        Person member = SERVER.member();
        Person other = SERVER.member();
        try (EventFollower follower = EventFollower.open(member.api(), "")) {
            follower.next();
            other.runs().create("", "x");
            String id = member.runs().create("", "x").id();
            other.runs().create("", "x");
            member.runs().cancel(id).expect(200);

            Frame created = follower.next();
            Frame cancelled = follower.next();

            assertThat(List.of(created.event(), cancelled.event())).containsExactly("run.created", "run.cancelled");
            assertThat(created.data().path("run_id").asString()).isEqualTo(id);
            assertThat(created.data().path("title").asString()).isEqualTo("跟进重点账号");
            assertThat(cancelled.data().path("by_name").asString())
                    .isEqualTo(member.user().name());
            assertThat(follower.poll()).isEmpty();
        }
    }

    @Test
    void administratorsSeeOnlyTheirOwn() {
        Person admin = SERVER.admin();
        Person member = SERVER.member();
        member.runs().create("", "x");
        String own = admin.runs().create("", "x").id();

        try (EventFollower follower = EventFollower.open(admin.api(), "?after=0")) {
            assertThat(follower.next().data().path("position").asLong()).isZero();
            assertThat(follower.next().data().path("run_id").asString()).isEqualTo(own);
            member.runs().create("", "x");
            String later = admin.runs().create("", "x").id();
            assertThat(follower.next().data().path("run_id").asString()).isEqualTo(later);
        }
    }

    @Test
    void tellsThatThePolicyChangedWithoutAPlaceInTheLog() {
        Person admin = SERVER.admin();
        Person member = SERVER.member();
        String project = member.project("x");
        try (EventFollower follower = EventFollower.open(member.api(), "")) {
            String position = follower.next().id();
            admin.api()
                    .put("/v2/governance/layers/project/" + project, Map.of("policy", Map.of("max_steps", 5)))
                    .expect(200);

            Frame changed = follower.next();

            assertThat(changed.event()).isEqualTo("governance.changed");
            assertThat(changed.id()).isIn("", position);
            assertThat(changed.data().path("event_type").asString()).isEqualTo("governance.changed");
            String id = member.runs().create(project, "x").id();
            assertThat(follower.next().data().path("run_id").asString()).isEqualTo(id);
        }
    }

    @Test
    void showsOneProjectWhenAsked() {
        Person member = SERVER.member();
        String project = member.project("x");
        member.runs().create("", "x");
        String inProject = member.runs().create(project, "x").id();
        member.runs().create(member.project("y"), "x");

        try (EventFollower follower = EventFollower.open(member.api(), "?after=0&project_id=" + project)) {
            follower.next();
            assertThat(follower.next().data().path("run_id").asString()).isEqualTo(inProject);
            String last = member.runs().create(project, "x").id();
            assertThat(follower.next().data().path("run_id").asString()).isEqualTo(last);
        }
    }

    @Test
    void lastEventIdGoesBeforeTheQuery() {
        Person member = SERVER.member();
        long first = position(member, member.runs().create("", "x").id());
        String second = member.runs().create("", "x").id();
        ApiClient resuming = member.api().with("Last-Event-ID", Long.toString(first));

        try (EventFollower follower = EventFollower.open(resuming, "?after=0")) {
            assertThat(follower.next().data().path("position").asLong()).isEqualTo(first);
            assertThat(follower.next().data().path("run_id").asString()).isEqualTo(second);
        }
    }

    @Test
    void endsWithinSecondsForWhoeverMayNoLongerSee(@TempDir Path data) {
        try (LiveServer server = new LiveServer()) {
            server.start(data);
            Person revoked = server.member();
            Person disabled = server.member();
            Person staying = server.member();
            ApiClient browser = browser(server, server.member());
            List<EventFollower> cut = Stream.of(revoked.api(), disabled.api(), browser)
                    .map(client -> EventFollower.open(client, ""))
                    .toList();
            try (EventFollower stays = EventFollower.open(staying.api(), "")) {
                Stream.concat(cut.stream(), Stream.of(stays)).forEach(EventFollower::next);

                browser.with("Sec-Fetch-Site", "same-origin").post("/v2/logout").expect(204);
                try (SqliteStore store = SqliteStore.open(
                        data, Clock.systemUTC(), () -> UUID.randomUUID().toString())) {
                    store.write(records -> records.identities().remove(Secrets.hash(revoked.token())));
                    store.write(records -> {
                        records.identities().changeStanding(disabled.user().id(), Standing.DISABLED);
                        return true;
                    });
                }

                cut.forEach(follower -> follower.awaitEnd(PROMISED));
                assertThat(stays.ended()).isFalse();
            }
            revoked.api().get("/v2/me").refused(401, "unauthenticated");
            disabled.api().get("/v2/me").refused(403, "not-approved");
        }
    }

    @Test
    void serverThatStopsEndsItsStreams(@TempDir Path data) {
        List<EventFollower> open = new ArrayList<>();
        try (LiveServer server = new LiveServer()) {
            server.start(data);
            open.add(EventFollower.open(server.member().api(), ""));
            open.getFirst().next();
        }
        open.getFirst().awaitEnd(PROMISED);
        List<String> words = open.getFirst().comments();
        assertThat(words.getLast()).startsWith(": stream.bye");
        assertThat(words.get(words.size() - 2)).matches("retry: [1-3]\\d{3}");
    }

    private static ApiClient browser(LiveServer server, Person person) {
        String cookie = server.anonymous()
                .post("/v2/login", Map.of("token", person.token()))
                .expect(200)
                .header("Set-Cookie");
        return server.anonymous().with("Cookie", cookie.split(";", 2)[0]);
    }

    private static long position(Person person, String run) {
        return Long.parseLong(person.api()
                .get(Runs.PATH + "/" + run + "/events")
                .items("position")
                .getLast());
    }
}
