package io.storyforge.runtime.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.storyforge.runtime.server.json.MalformedJsonException;
import io.storyforge.runtime.server.json.StrictJson;
import io.storyforge.runtime.server.net.IoDeadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A request's body: read whole, within its size limit, before anything is done. */
@SuppressWarnings("ArrayRecordComponent") // bodies are never compared
record Body(byte[] bytes, String mediaType) {
    // What a page of another site can make a browser send without asking this server first.
    private static final Set<String> FORM_TYPES =
            Set.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data");

    private static final int MOST_DROPPED = 16 * 1024 * 1024;

    static final Body NONE = new Body(new byte[0], "");

    // A body of 64 KB has 14 s, an import of 8 MB nine minutes; what drips in more slowly holds a connection for
    // nothing.
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SLOWEST_BYTES_PER_SECOND = 16 * 1024;

    /** Reads the body; a client that sends too slowly is cut off. */
    static Body read(ServerRequest request, int limit, IoDeadline deadlines) {
        if (!request.content().hasEntity()) {
            return NONE;
        }
        try {
            return deadlines.within(patience(request, limit), () -> read(request, limit));
        } catch (IoDeadline.LateException e) {
            throw tooSlow(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads and drops a body that nobody needs. Helidon does the same, without a time limit, before it takes the next
     * request; here a client that does not send the rest loses its connection.
     */
    static void drop(ServerRequest request, IoDeadline deadlines) {
        if (!request.content().hasEntity() || request.content().consumed() || expectsWord(request)) {
            return;
        }
        try {
            boolean ignored = deadlines.within(PATIENCE, () -> {
                try (InputStream in = request.content().inputStream()) {
                    drop(in);
                    return true;
                }
            });
        } catch (IOException | UncheckedIOException e) {
            throw new CloseConnectionException("the body did not come", e);
        }
    }

    // Such a client sends its body only after it was told to go on.
    private static boolean expectsWord(ServerRequest request) {
        return request.headers().contains(HeaderNames.EXPECT);
    }

    private static Duration patience(ServerRequest request, int limit) {
        long expected = Math.min(request.headers().contentLength().orElse(limit), limit);
        return PATIENCE.plusSeconds(expected / SLOWEST_BYTES_PER_SECOND);
    }

    private static Body read(ServerRequest request, int limit) throws IOException {
        try (InputStream in = request.content().inputStream()) {
            boolean announcedTooLarge = request.headers().contentLength().orElse(0) > limit;
            byte[] bytes = announcedTooLarge ? new byte[0] : in.readNBytes(limit + 1);
            if (announcedTooLarge || bytes.length > limit) {
                drop(in);
                throw tooLarge(limit);
            }
            return new Body(bytes, mediaType(request));
        }
    }

    /** The body as JSON; an empty object when there is none. */
    Object json() {
        if (bytes.length == 0) {
            return Map.of();
        }
        if (!isJson()) {
            throw unsupported("application/json");
        }
        try {
            return StrictJson.parse(bytes);
        } catch (MalformedJsonException e) {
            throw Problem.of(400, "malformed-json", "The body is not JSON", String.valueOf(e.getMessage()))
                    .asException();
        }
    }

    /** Refuses what any page's form could have sent. */
    void refuseForm() {
        if (FORM_TYPES.contains(mediaType)) {
            throw unsupported("application/json");
        }
    }

    boolean isJson() {
        return mediaType.equals("application/json");
    }

    static ProblemException unsupported(String allowed) {
        return Problem.of(415, "unsupported-media-type", "The body's type is not supported", "send " + allowed)
                .asException();
    }

    // A client that is still sending sees a broken connection instead of the answer, unless somebody reads on.
    private static void drop(InputStream in) throws IOException {
        byte[] dropped = new byte[16 * 1024];
        for (int left = MOST_DROPPED; left > 0; ) {
            int count = in.read(dropped);
            if (count < 0) {
                return;
            }
            left -= count;
        }
    }

    private static String mediaType(ServerRequest request) {
        String header = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        int parameters = header.indexOf(';');
        return (parameters < 0 ? header : header.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private static ProblemException tooSlow(IoDeadline.LateException e) {
        return Problem.of(408, "too-slow", "The body came too slowly", "the body " + e.getMessage())
                .asException();
    }

    private static ProblemException tooLarge(int limit) {
        return Problem.of(
                        413,
                        "payload-too-large",
                        "The body is too large",
                        "at most %d bytes are allowed".formatted(limit))
                .asException();
    }
}
