package io.storyforge.runtime.server.stream;

import io.storyforge.runtime.server.contract.OpenApiContract;
import io.storyforge.runtime.server.http.ApiClient;
import io.storyforge.runtime.server.http.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An open stream of events. Holds every frame to the API document. */
public final class EventFollower implements AutoCloseable {
    private static final Map<String, String> NAMES =
            Map.of("stream.ready", "StreamReady", "stream.beat", "StreamBeat", "governance.changed", "StreamNews");
    private static final OpenApiContract CONTRACT = OpenApiContract.load();

    private final InputStream in;
    private final BlockingQueue<Unread> frames = new LinkedBlockingQueue<>();
    private final Queue<Unread> beats = new ConcurrentLinkedQueue<>();
    private final Queue<String> comments = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    private EventFollower(InputStream in) {
        this.in = in;
        Thread.ofVirtual().start(this::read);
    }

    private record Unread(String id, String event, String data) {}

    /** One frame. */
    public record Frame(String id, String event, JsonNode data) {}

    /** Opens a stream; fails when there is none. */
    public static EventFollower open(ApiClient client, String query) {
        return opened(client.open("/v2/oneliner/events" + query));
    }

    /** Opens a stream, unless the server is about to stop. */
    public static Optional<EventFollower> openUnlessStopping(ApiClient client) {
        HttpResponse<InputStream> response = client.open("/v2/oneliner/events");
        return response.statusCode() == 503 ? Optional.empty() : Optional.of(opened(response));
    }

    private static EventFollower opened(HttpResponse<InputStream> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (response.statusCode() != 200 || !type.startsWith("text/event-stream")) {
            throw new AssertionError("no stream: %d %s".formatted(response.statusCode(), type));
        }
        return new EventFollower(response.body());
    }

    /** The next frame; fails when none comes. */
    Frame next() {
        return Eventually.comes(Eventually.SOON, this::poll);
    }

    /** The next frame, when one is there. */
    public Optional<Frame> poll() {
        return Optional.ofNullable(frames.poll()).map(EventFollower::checked);
    }

    /** How often the stream said that it is there, since the last call. */
    int beats() {
        int count = 0;
        for (Unread beat = beats.poll(); beat != null; beat = beats.poll()) {
            CONTRACT.checkValue(NAMES.getOrDefault(beat.event(), ""), beat.data());
            count++;
        }
        return count;
    }

    /** The comments and the times to come back, as they came. */
    List<String> comments() {
        return List.copyOf(comments);
    }

    /** Returns once the server ended the stream. */
    void awaitEnd(Duration limit) {
        Eventually.holds(limit, () -> ended);
    }

    /** Whether the stream is over. */
    public boolean ended() {
        return ended;
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String id = "";
            String event = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith(":") || line.startsWith("retry:")) {
                    comments.add(line);
                } else if (line.startsWith("data: ")) {
                    Unread frame = new Unread(id, event, line.substring(6));
                    (event.equals("stream.beat") ? beats : frames).add(frame);
                }
            }
        } catch (IOException ignored) { // closed by this side, or the server went away
        } finally {
            ended = true;
        }
    }

    private static Frame checked(Unread frame) {
        CONTRACT.checkValue(NAMES.getOrDefault(frame.event(), "StreamEvent"), frame.data());
        JsonNode data = JsonMapper.shared().readTree(frame.data());
        boolean placed = data.has("position");
        if (placed && !frame.id().equals(data.path("position").asString())) {
            throw new AssertionError("frame %s is at %s".formatted(frame.id(), frame.data()));
        }
        return new Frame(frame.id(), frame.event(), data);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
