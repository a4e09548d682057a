package io.storyforge.runtime.server.http;

import io.storyforge.runtime.server.json.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer before it is sent. Immutable. */
record Reply(int status, String contentType, String body, Map<String, String> headers) {
    static final String JSON = "application/json; charset=utf-8";
    static final String PROBLEM = "application/problem+json; charset=utf-8";

    /** A JSON answer of one of the API's shapes. */
    static Reply json(int status, Object view) {
        return text(status, JSON, Json.write(view));
    }

    /** A JSON answer that is already text. */
    static Reply jsonText(int status, String json) {
        return text(status, JSON, json);
    }

    /** An answer without a body. */
    static Reply empty(int status) {
        return new Reply(status, "", "", Map.of());
    }

    static Reply of(Problem problem, String requestId) {
        return text(problem.status(), PROBLEM, JsonText.object(problem.asJson(requestId)))
                .with(problem.headers());
    }

    /** The same with one more header. */
    Reply with(String name, String value) {
        return with(Map.of(name, value));
    }

    private Reply with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Reply(status, contentType, body, all);
    }

    private static Reply text(int status, String contentType, String text) {
        return new Reply(status, contentType, text, Map.of());
    }
}
