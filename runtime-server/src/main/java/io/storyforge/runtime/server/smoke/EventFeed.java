package io.storyforge.runtime.server.smoke;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The event stream, read by a thread of its own until the stream ends. Taken from by one thread. */
final class EventFeed {
    private static final String DATA = "data:";
    private static final String EVENT = "event:";

    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();

    /** A frame of the stream; its data are empty when the stream ended. */
    record Event(String type, Map<?, ?> data) {
        static final Event END = new Event("", Map.of());
    }

    private EventFeed() {}

    static EventFeed follow(Server server) {
        InputStream stream = server.open("/v2/oneliner/events");
        EventFeed feed = new EventFeed();
        Thread.ofVirtual().name("event-feed").start(() -> feed.read(stream));
        return feed;
    }

    /** The next event, or nothing when none came in time. */
    Optional<Event> next(Duration wait) {
        try {
            return Optional.ofNullable(events.poll(wait.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SmokeFailure("interrupted");
        }
    }

    private void read(InputStream stream) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            String type = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(EVENT)) {
                    type = line.substring(EVENT.length()).strip();
                } else if (line.startsWith(DATA)) {
                    byte[] data = line.substring(DATA.length()).strip().getBytes(StandardCharsets.UTF_8);
                    events.add(new Event(type, Answers.object("the event stream", data)));
                }
            }
        } catch (IOException | UncheckedIOException | SmokeFailure ignored) { // ended, in whatever way
        } finally {
            events.add(Event.END);
        }
    }
}
