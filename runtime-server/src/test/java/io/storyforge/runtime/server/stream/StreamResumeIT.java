package io.storyforge.runtime.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.server.http.ApiClient;
import io.storyforge.runtime.server.http.LiveServer;
import io.storyforge.runtime.server.http.LiveServer.Person;
import io.storyforge.runtime.server.http.Runs;
import io.storyforge.runtime.server.stream.EventFollower.Frame;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client whose connection is cut again and again sees each event once and in order. */
class StreamResumeIT {
    private static final LiveServer SERVER = new LiveServer();
    private static final int WRITERS = 3;
    private static final int RUNS = 20;
    // Each run is created and cancelled.
    private static final int EVENTS = WRITERS * RUNS * 2;

    @BeforeAll
    static void start(@TempDir Path data) {
        SERVER.start(data);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void resumesWithoutGapOrRepeatWhileRunsAreMade(long seed) {
        Person member = SERVER.member();
        Person noise = SERVER.member();
        List<CompletableFuture<Void>> writers = IntStream.range(0, WRITERS)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> write(member, noise), Thread::startVirtualThread))
                .toList();

        List<Frame> seen = follow(member.api(), new Random(seed));

        writers.forEach(CompletableFuture::join);
        List<Long> positions =
                seen.stream().map(frame -> Long.parseLong(frame.id())).toList();
        assertThat(positions).isSorted().doesNotHaveDuplicates();
        assertThat(ids(seen)).containsExactlyInAnyOrderElementsOf(logged(member));
    }

    private static void write(Person member, Person noise) {
        for (int i = 0; i < RUNS; i++) {
            String id = member.runs().create("", "x").id();
            noise.runs().create("", "x");
            member.runs().cancel(id).expect(200);
        }
    }

    private static List<Frame> follow(ApiClient client, Random random) {
        List<Frame> seen = new ArrayList<>();
        String last = "0";
        while (seen.size() < EVENTS) {
            boolean byHeader = random.nextBoolean();
            ApiClient resuming = byHeader ? client.with("Last-Event-ID", last) : client;
            try (EventFollower follower = EventFollower.open(resuming, byHeader ? "" : "?after=" + last)) {
                assertThat(follower.next().event()).isEqualTo("stream.ready");
                int take = Math.min(1 + random.nextInt(15), EVENTS - seen.size());
                for (int i = 0; i < take; i++) {
                    seen.add(follower.next());
                }
            }
            last = seen.getLast().id();
        }
        return seen;
    }

    private static List<String> ids(List<Frame> frames) {
        return frames.stream().map(frame -> frame.data().path("id").asString()).toList();
    }

    private static List<String> logged(Person member) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            var page = member.api().get(Runs.PATH + "?limit=100&cursor=" + cursor);
            page.items("id")
                    .forEach(run -> ids.addAll(
                            member.api().get(Runs.PATH + "/" + run + "/events").items("id")));
            cursor = page.text("next_cursor");
        } while (!cursor.isEmpty());
        return ids;
    }
}
