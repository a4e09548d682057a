package io.storyforge.runtime.server.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import io.storyforge.runtime.server.StoryForgeServer;
import io.storyforge.runtime.server.http.ApiClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers that say, as W3C Trace Context has it, what their request is part of. */
class CallersTraceIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";
    private static final String PARENT = "00-" + TRACE + "-" + CALLER + "-01";

    @Test
    void requestIsPartOfItsCallersTraceOnlyWhereTheOperatorSaysSo(@TempDir Path first, @TempDir Path second)
            throws IOException {
        Span alone = asked(first, "false", Map.of("traceparent", PARENT));
        assertThat(alone.getParentSpanId()).isEqualTo(ByteString.EMPTY);
        assertThat(hex(alone.getTraceId())).isNotEqualTo(TRACE);

        Span part = asked(second, "true", Map.of("traceparent", PARENT, "tracestate", "vendor=" + TracedServer.NAME));
        assertThat(hex(part.getTraceId())).isEqualTo(TRACE);
        assertThat(hex(part.getParentSpanId())).isEqualTo(CALLER);
        assertThat(part.getTraceState()).as("words of the caller").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "00-" + TRACE + "-" + CALLER,
                "00-00000000000000000000000000000000-" + CALLER + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + CALLER + "-01",
                "ff-" + TRACE + "-" + CALLER + "-01",
                PARENT + "-more"
            })
    void whatIsMalformedIsNotTakenUp(String traceparent, @TempDir Path data) throws IOException {
        Span span = asked(data, "true", Map.of("traceparent", traceparent));

        assertThat(span.getParentSpanId()).isEqualTo(ByteString.EMPTY);
        assertThat(hex(span.getTraceId())).hasSize(32).isNotEqualTo(TRACE);
    }

    @Test
    void twoParentsAreNone(@TempDir Path data) throws IOException {
        Span span = asked(data, "true", Map.of("traceparent", PARENT, "Traceparent", PARENT));

        assertThat(span.getParentSpanId()).isEqualTo(ByteString.EMPTY);
    }

    /** The span of a request with these headers. */
    private static Span asked(Path data, String acceptParent, Map<String, String> headers) throws IOException {
        try (Collector collector = new Collector()) {
            Map<String, String> settings =
                    Map.of("tracing.endpoint", collector.address(), "tracing.accept-parent", acceptParent);
            try (StoryForgeServer server = TracedServer.start(data, settings)) {
                ApiClient client = ApiClient.of(server.port()).token(TracedServer.token(server));
                for (Map.Entry<String, String> header : headers.entrySet()) {
                    client = client.with(header.getKey(), header.getValue());
                }
                client.get("/v2/me").expect(200);
            }
            return collector.named("GET /v2/me");
        }
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
