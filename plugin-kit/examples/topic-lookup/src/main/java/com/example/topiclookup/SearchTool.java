package com.example.topiclookup;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.ToolCall;
import io.storyforge.runtime.spi.ToolDescriptor;
import io.storyforge.runtime.spi.ToolOutcome;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

final class SearchTool implements AgentTool {
    static final String KEY = "topic-lookup.search";

    private static final int MAX_ROWS = 100;
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).build();

    private final AtomicReference<Optional<HttpClient>> client = new AtomicReference<>(Optional.empty());

    void use(HttpClient started) {
        client.set(Optional.of(started));
    }

    void end() {
        client.getAndSet(Optional.empty()).ifPresent(HttpClient::shutdownNow);
    }

    @Override
    public ToolDescriptor descriptor() {
        return ToolDescriptor.of(KEY, "查询选题服务", Effect.READ_ONLY);
    }

    @Override
    public ToolOutcome call(ToolCall call) throws InterruptedException {
        Optional<String> topic = call.arguments().text("topic");
        Optional<String> service = call.settings().text(TopicLookupHandoff.SERVICE_URL);
        Optional<HttpClient> http = client.get();
        if (topic.isEmpty() || service.isEmpty() || http.isEmpty()) {
            return ToolOutcome.failed("没有要查找的选题，或选题服务没有设置。");
        }
        call.cancellation().throwIfRequested();
        try {
            HttpResponse<String> answer =
                    http.get().send(request(call, service.get(), topic.get()), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                return ToolOutcome.failed("选题服务回答了 %d，请稍后重试。".formatted(answer.statusCode()));
            }
            return found(topic.get(), rows(answer.body()));
        } catch (IOException e) {
            return ToolOutcome.failed("选题服务连接不上，请稍后重试。");
        }
    }

    // An interrupt and the deadline both end the wait for the service.
    private static HttpRequest request(ToolCall call, String service, String topic) {
        Duration left = Duration.between(call.clock().instant(), call.deadline());
        URI uri = URI.create(service + "?topic=" + URLEncoder.encode(topic, StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(uri).timeout(left).build();
    }

    private static List<List<Object>> rows(String csv) throws IOException {
        try (CSVParser parser = CSVParser.parse(new StringReader(csv), FORMAT)) {
            Stream<CSVRecord> records = parser.stream().filter(SearchTool::usable).limit(MAX_ROWS);
            return records.map(row -> List.<Object>of(row.get("title"), row.get("heat"))).toList();
        }
    }

    private static boolean usable(CSVRecord row) {
        return row.isConsistent() && row.isMapped("title") && row.isMapped("heat");
    }

    private static ToolOutcome found(String topic, List<List<Object>> rows) {
        return ToolOutcome.done(result -> result.summary("“%s”有 %d 条相近选题。".formatted(topic, rows.size()))
                .table("相近选题", List.of("标题", "热度"), rows));
    }
}
