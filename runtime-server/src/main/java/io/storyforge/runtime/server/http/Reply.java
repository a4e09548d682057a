package io.storyforge.runtime.server.http;

import io.storyforge.runtime.server.json.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An answer before it is sent. Its body is written when it is first asked for: a reply is made inside a transaction, and
 * what can wait until the store's thread is free again waits. Used by one thread after the other, never by two at once.
 */
final class Reply {
    static final String JSON = "application/json; charset=utf-8";
    static final String PROBLEM = "application/problem+json; charset=utf-8";

    private final int status;
    private final String contentType;
    private final Supplier<String> writing;
    private final Map<String, String> headers;
    private @Nullable String body;

    private Reply(int status, String contentType, Supplier<String> writing, Map<String, String> headers) {
        this.status = status;
        this.contentType = contentType;
        this.writing = writing;
        this.headers = headers;
    }

    /** A JSON answer of one of the API's shapes. */
    static Reply json(int status, Object view) {
        return new Reply(status, JSON, () -> Json.write(view), Map.of());
    }

    /** A JSON answer that is already text. */
    static Reply jsonText(int status, String json) {
        return new Reply(status, JSON, () -> json, Map.of());
    }

    /** An answer of plain text. */
    static Reply text(String contentType, String text) {
        return new Reply(200, contentType, () -> text, Map.of());
    }

    /** An answer without a body. */
    static Reply empty(int status) {
        return new Reply(status, "", () -> "", Map.of());
    }

    static Reply of(Problem problem, String requestId) {
        return new Reply(
                problem.status(), PROBLEM, () -> JsonText.object(problem.asJson(requestId)), problem.headers());
    }

    /** The same with one more header. */
    Reply with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Reply(status, contentType, writing, all);
    }

    int status() {
        return status;
    }

    /** The media type; empty when there is no body. */
    String contentType() {
        return contentType;
    }

    String body() {
        String written = body;
        if (written == null) {
            written = writing.get();
            body = written;
        }
        return written;
    }

    Map<String, String> headers() {
        return headers;
    }
}
