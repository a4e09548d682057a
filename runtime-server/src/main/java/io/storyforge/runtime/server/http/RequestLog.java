package io.storyforge.runtime.server.http;

import io.storyforge.runtime.server.json.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;

/** One line a request. Paths carry no secrets: login codes travel in the body, tokens in headers. */
final class RequestLog {
    private static final System.Logger LOG = System.getLogger("io.storyforge.requests");

    /**
     * What the line says.
     *
     * @param begun {@link System#nanoTime} when the request came
     */
    record Line(String id, String method, String path, int status, String user, long begun) {}

    void request(Line line) {
        if (!LOG.isLoggable(System.Logger.Level.INFO)) {
            return;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("request_id", line.id());
        fields.put("method", line.method());
        fields.put("path", line.path());
        fields.put("status", line.status());
        fields.put("user", line.user());
        fields.put("micros", (System.nanoTime() - line.begun()) / 1_000);
        LOG.log(System.Logger.Level.INFO, JsonText.object(fields));
    }
}
