package io.storyforge.runtime.server.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import io.storyforge.runtime.server.StoryForgeServer;
import io.storyforge.runtime.server.http.Answer;
import io.storyforge.runtime.server.http.ApiClient;
import io.storyforge.runtime.server.http.Runs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracingIT {
    private static final String WORDS = "只有本人知道的话";

    @Test
    void handOffIsOneTraceAndSoIsEachOfItsSteps(@TempDir Path data) throws IOException {
        try (Collector collector = new Collector()) {
            String run = handOver(data, collector.address()).id();

            List<Span> spans = collector.spans();
            Span request = collector.named("POST /v2/oneliner/handoffs");
            assertThat(request.getParentSpanId()).isEqualTo(ByteString.EMPTY);
            assertThat(request.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
            assertThat(attribute(request, "http.response.status_code")).isEqualTo("201");
            assertThat(within(spans, request)).contains("plugin.handoff", "store.read", "store.write");
            Span handOff = collector.named("plugin.handoff");
            assertThat(attribute(handOff, "storyforge.action")).isEqualTo("plan");
            assertThat(handOff.getEndTimeUnixNano()).isLessThanOrEqualTo(request.getEndTimeUnixNano());

            Span step = collector.named("executor.step");
            assertThat(attribute(step, "storyforge.run.id")).isEqualTo(run);
            assertThat(within(spans, step)).contains("plugin.tool");
            assertThat(attribute(collector.named("plugin.tool"), "storyforge.tool"))
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
            for (String secret : List.of(WORDS, TracedServer.NAME, token)) {
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

    @Test
    void stepsPointBackToTheRequestThatConfirmedTheirRun(@TempDir Path data) throws IOException {
        try (Collector collector = new Collector();
                Collector afterwards = new Collector()) {
            String id;
            String token;
            try (StoryForgeServer server = TracedServer.start(data, Map.of("tracing.endpoint", collector.address()))) {
                token = TracedServer.token(server);
                Runs runs = new Runs(ApiClient.of(server.port()).token(token));
                id = runs.confirmed("", "一", "二", "三");
                runs.await(id, "blocked");
                runs.confirm(id).expect(409);
                runs.answer(id, Map.of("note", "好了")).expect(200);
                runs.await(id, "blocked");
            }
            try (StoryForgeServer server = TracedServer.start(data, Map.of("tracing.endpoint", afterwards.address()))) {
                Runs runs = new Runs(ApiClient.of(server.port()).token(token));
                runs.answer(id, Map.of("note", "好了")).expect(200);
                runs.await(id, "blocked");
            }

            Span confirmed = collector.all("POST /v2/oneliner/runs/{id}/confirm").stream()
                    .filter(span -> attribute(span, "http.response.status_code").equals("200"))
                    .findFirst()
                    .orElseThrow();
            List<Span> steps = collector.all("executor.step");
            assertThat(steps).hasSizeGreaterThan(1).allSatisfy(step -> {
                assertThat(step.getParentSpanId()).isEqualTo(ByteString.EMPTY);
                assertThat(step.getTraceId()).isNotEqualTo(confirmed.getTraceId());
                assertThat(step.getLinksList())
                        .singleElement()
                        .satisfies(link -> assertThat(List.of(link.getTraceId(), link.getSpanId()))
                                .containsExactly(confirmed.getTraceId(), confirmed.getSpanId()));
            });
            assertThat(afterwards.all("executor.step"))
                    .as("after a restart nobody knows which request it was")
                    .isNotEmpty()
                    .allSatisfy(step -> assertThat(step.getLinksList()).isEmpty());
        }
    }

    /** What was done, once the server has stopped and so has sent everything. */
    private record Done(String id, String token) {}

    private static Done handOver(Path data, String collector) {
        try (StoryForgeServer server = TracedServer.start(data, Map.of("tracing.endpoint", collector))) {
            String token = TracedServer.token(server);
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
