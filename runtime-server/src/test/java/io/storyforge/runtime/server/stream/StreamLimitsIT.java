package io.storyforge.runtime.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.run.EventType;
import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.NewEvent;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.run.SampleRuns;
import io.storyforge.runtime.server.http.Eventually;
import io.storyforge.runtime.server.http.LiveServer;
import io.storyforge.runtime.server.http.LiveServer.Person;
import io.storyforge.runtime.server.http.RawConnection;
import io.storyforge.runtime.server.store.SqliteStore;
import io.storyforge.runtime.store.RuntimeStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many streams there may be, and what becomes of clients that take nothing. */
class StreamLimitsIT {
    private static final int DEAD = 4;
    private static final int EVENTS = 150;
    private static final int EVENT_BYTES = 60_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void oneStreamTooManyIsToldWhyAndOneThatIsGoneMakesRoom(@TempDir Path data) {
        try (LiveServer server = new LiveServer()) {
            server.start(data);
            Person member = server.member();
            List<EventFollower> open = new ArrayList<>();
            for (int i = 0; i < StreamLimits.DEFAULT.perUser(); i++) {
                open.add(EventFollower.open(member.api(), ""));
            }

            assertThat(member.api()
                            .get("/v2/oneliner/events")
                            .refused(429, "rate-limited")
                            .text("detail"))
                    .contains("4 streams open");
            open.removeFirst().close();
            open.add(EventFollower.open(member.api(), ""));

            open.forEach(EventFollower::next);
            open.forEach(EventFollower::close);
        }
    }

    @Test
    void serverThatHasAsManyAsItMayTellsSo(@TempDir Path data) {
        try (LiveServer server = new LiveServer()) {
            server.start(data, StreamLimits.DEFAULT.with(4, 1));
            try (EventFollower first = EventFollower.open(server.member().api(), "")) {
                first.next();
                assertThat(server.member()
                                .api()
                                .get("/v2/oneliner/events")
                                .refused(429, "rate-limited")
                                .text("detail"))
                        .contains("the server has 1 streams open");
            }
        }
    }

    @Test
    void silentStreamSaysThatItIsThereWithoutMovingItsPlace(@TempDir Path data) {
        try (LiveServer server = new LiveServer()) {
            StreamLimits limits = StreamLimits.DEFAULT;
            server.start(data, new StreamLimits(4, 10, Duration.ofMillis(50), Duration.ofMillis(20), limits.write()));
            Person member = server.member();
            try (EventFollower follower = EventFollower.open(member.api(), "")) {
                follower.next();

                Eventually.holds(Eventually.SOON, () -> follower.beats() > 0);

                String id = member.runs().create("", "人工").id();
                EventFollower.Frame created = follower.next();
                assertThat(created.event()).isEqualTo("run.created");
                assertThat(created.data().path("run_id").asString()).isEqualTo(id);
            }
        }
    }

    @Test
    void clientsThatTakeNothingAreCutAndDelayNobody(@TempDir Path data) throws IOException {
        try (LiveServer server = new LiveServer()) {
            server.start(data, StreamLimits.DEFAULT.with(DEAD, 200).writing(Duration.ofMillis(500)));
            Person slow = server.member();
            Person other = server.member();
            try (RuntimeStore store = SqliteStore.open(
                    data, Clock.systemUTC(), () -> UUID.randomUUID().toString())) {
                writeMuch(store, slow.user().id());
            }
            List<RawConnection> dead = new ArrayList<>();
            for (int i = 0; i < DEAD; i++) {
                dead.add(RawConnection.send(server.server().port(), request(slow)));
            }

            try (EventFollower lively = EventFollower.open(other.api(), "")) {
                lively.next();
                String id = other.runs().create("", "x").id();
                assertThat(lively.next().data().path("run_id").asString()).isEqualTo(id);
            }
            // They held every place of their person; as many new streams find one when all of them were cut.
            List<InputStream> again = new ArrayList<>();
            for (int i = 0; i < DEAD; i++) {
                again.add(Eventually.comes(PATIENCE, () -> opened(slow)));
            }
            for (InputStream stream : again) {
                stream.close();
            }
            for (RawConnection connection : dead) {
                connection.close();
            }
        }
    }

    private static Optional<InputStream> opened(Person person) {
        HttpResponse<InputStream> response = person.api().open("/v2/oneliner/events");
        return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
    }

    private static String request(Person person) {
        return "GET /v2/oneliner/events?after=0 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + person.token()
                + "\r\n\r\n";
    }

    private static void writeMuch(RuntimeStore store, String user) {
        String much = "x".repeat(EVENT_BYTES);
        for (int i = 1; i <= EVENTS; i++) {
            long number = i;
            var _ = store.write(records -> {
                Lane lane = new Lane(user, "");
                Run run = SampleRuns.unconfirmed(
                        SampleRuns.id(number), records.runs().nextNumber(lane), lane);
                NewEvent event =
                        new NewEvent(EventType.CREATED, RunStatus.NEEDS_CONFIRMATION, "已创建", Map.of("much", much));
                records.runs().insert(run, List.of(event), SampleRuns.NOW);
                return number;
            });
        }
    }
}
