package io.storyforge.runtime.server.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import io.storyforge.runtime.identity.Role;
import io.storyforge.runtime.identity.Standing;
import io.storyforge.runtime.server.StoryForgeServer;
import io.storyforge.runtime.server.http.Answer;
import io.storyforge.runtime.server.http.ApiClient;
import io.storyforge.runtime.server.http.Runs;
import io.storyforge.runtime.server.settings.OwnSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracingIT {
    private static final String WORDS = "只有本人知道的话";
    private static final String NAME = "zhang-xiaoming";

    @Test
    void handOffIsOneTraceAndSoIsEachOfItsSteps(@TempDir Path data) throws IOException {
        try (Collector collector = new Collector()) {
            String run = handOver(data, collector.address()).id();

            List<Span> spans = collector.spans();
            Span request = named(spans, "POST /v2/oneliner/handoffs");
            assertThat(request.getParentSpanId()).isEqualTo(ByteString.EMPTY);
            assertThat(request.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
            assertThat(attribute(request, "http.response.status_code")).isEqualTo("201");
            assertThat(within(spans, request)).contains("plugin.handoff", "store.read", "store.write");
            Span handOff = named(spans, "plugin.handoff");
            assertThat(attribute(handOff, "storyforge.action")).isEqualTo("plan");
            assertThat(handOff.getEndTimeUnixNano()).isLessThanOrEqualTo(request.getEndTimeUnixNano());

            Span step = named(spans, "executor.step");
            assertThat(attribute(step, "storyforge.run.id")).isEqualTo(run);
            assertThat(within(spans, step)).contains("plugin.tool");
            assertThat(attribute(named(spans, "plugin.tool"), "storyforge.tool"))
                    .isEqualTo("bench.read");
            assertThat(spans)
                    .filteredOn(span -> span.getParentSpanId().isEmpty())
                    .extracting(Span::getName)
                    .as("what begins by itself is a request or a step")
                    .allMatch(name -> name.contains(" /v2/") || name.equals("executor.step"));
        }
    }

    @Test
    void noWordOfPeopleAndNoSecretIsSent(@TempDir Path data) throws IOException {
        try (Collector collector = new Collector()) {
            String token = handOver(data, collector.address()).token();

            assertThat(collector.sent()).isNotEmpty();
            for (String secret : List.of(WORDS, NAME, token)) {
                ByteString bytes = ByteString.copyFrom(secret, StandardCharsets.UTF_8);
                assertThat(collector.sent()).as(secret).noneMatch(body -> holds(body, bytes));
            }
            assertThat(collector.sent())
                    .as("the search finds what is there")
                    .anyMatch(body -> holds(body, ByteString.copyFromUtf8("plugin.handoff")));
        }
    }

    @Test
    void serverWorksWithoutTheCollectorItWasTold(@TempDir Path data) {
        assertThat(handOver(data, "http://127.0.0.1:1/v1/traces").id()).isNotEmpty();
    }

    /** What was done, once the server has stopped and so has sent everything. */
    private record Done(String id, String token) {}

    private static Done handOver(Path data, String collector) {
        OwnSettings settings = OwnSettings.of(Map.of("tracing.endpoint", collector), Map.of(), new ArrayList<>());
        StoryForgeServer.Plugins plugins = StoryForgeServer.Plugins.in(data.resolve("plugins"), data);
        try (StoryForgeServer server =
                StoryForgeServer.start(new StoryForgeServer.Options("127.0.0.1", 0, data, false, plugins, settings))) {
            String token =
                    server.identities().issueToken(server.identities().ensure(NAME, Role.MEMBER, Standing.APPROVED));
            ApiClient client = ApiClient.of(server.port()).token(token);
            Answer run = client.post(
                            "/v2/oneliner/handoffs",
                            Map.of(
                                    "source_screen",
                                    "bench",
                                    "source_action_key",
                                    "plan",
                                    "fields",
                                    Map.of("title", WORDS, "mark", WORDS)))
                    .expect(201);
            Runs runs = new Runs(client);
            runs.confirm(run.id()).expect(200);
            runs.await(run.id(), "done");
            return new Done(run.id(), token);
        }
    }

    private static Span named(List<Span> spans, String name) {
        return spans.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no span %s among %s"
                        .formatted(name, spans.stream().map(Span::getName).toList())));
    }

    private static List<String> within(List<Span> spans, Span parent) {
        return spans.stream()
                .filter(span -> span.getTraceId().equals(parent.getTraceId())
                        && span.getParentSpanId().equals(parent.getSpanId()))
                .map(Span::getName)
                .toList();
    }

    private static String attribute(Span span, String key) {
        return span.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals(key))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
    }

    private static boolean holds(ByteString body, ByteString part) {
        for (int at = 0; at + part.size() <= body.size(); at++) {
            if (body.substring(at, at + part.size()).equals(part)) {
                return true;
            }
        }
        return false;
    }
}
