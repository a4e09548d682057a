package io.storyforge.runtime.server.http;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a request carries.
 *
 * @param chunked send it without saying how long it is
 */
@SuppressWarnings("ArrayRecordComponent") // payloads are never compared
public record Payload(String contentType, byte[] bytes, boolean chunked) {
    private static final String JSON = "application/json";

    /** The value as JSON; a text is taken as JSON text. */
    public static Payload json(Object value) {
        String text =
                value instanceof String ready ? ready : JsonMapper.shared().writeValueAsString(value);
        return of(JSON, text);
    }

    /** Any text. */
    public static Payload of(String contentType, String text) {
        return new Payload(contentType, text.getBytes(StandardCharsets.UTF_8), false);
    }

    /** Bytes that claim to be JSON. */
    static Payload bytes(byte[] bytes) {
        return new Payload(JSON, bytes, false);
    }

    /** The same in chunks. */
    Payload inChunks() {
        return new Payload(contentType, bytes, true);
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    BodyPublisher publisher() {
        return chunked
                ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))
                : BodyPublishers.ofByteArray(bytes);
    }
}
