package com.example.topiclookup;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.storyforge.plugin.testkit.HandoffSourceContract;
import io.storyforge.plugin.testkit.HandoffTestKit;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.ToolResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TopicLookupHandoffTest implements HandoffSourceContract {
    private final AtomicReference<String> asked = new AtomicReference<>("");
    private HttpServer service;
    private int status = 200;
    private String body = "title,heat\n\"露营，装备\",87\n露营早餐,12\n";

    @BeforeEach
    void serve() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/topics", exchange -> {
            asked.set(exchange.getRequestURI().getQuery());
            byte[] answer = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void end() {
        service.stop(0);
    }

    @Override
    public HandoffSource source() {
        return new TopicLookupHandoff();
    }

    @Override
    public Map<String, String> fields(String actionKey) {
        return Map.of("topic", "露营");
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("service-url", "http://127.0.0.1:%d/topics".formatted(service.getAddress().getPort()));
    }

    @Test
    void showsWhatTheServiceFound() {
        HandoffTestKit kit = started();

        List<ToolResult> results = kit.run(kit.fields(fields("look-up")).press("look-up").drafted());

        assertThat(asked.get()).isEqualTo("topic=露营");
        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.summary()).isEqualTo("“露营”有 2 条相近选题。");
            assertThat(result.tables().getFirst().rows()).contains(List.of("露营，装备", "87"));
        });
        kit.close();
    }

    @Test
    void saysThatTheServiceRefused() {
        status = 503;

        assertThat(search(started())).isEqualTo("选题服务回答了 503，请稍后重试。");
    }

    @Test
    void saysThatTheServiceIsAway() {
        HandoffTestKit kit = started();
        service.stop(0);

        assertThat(search(kit)).isEqualTo("选题服务连接不上，请稍后重试。");
    }

    @Test
    void declinesWithoutATopic() {
        assertThat(started().press("look-up").declined()).contains("1 到 60 个字");
    }

    private HandoffTestKit started() {
        HandoffTestKit kit = HandoffTestKit.of(source());
        settings().forEach(kit::setting);
        return kit.start();
    }

    private static String search(HandoffTestKit kit) {
        String reason = kit.tool("topic-lookup.search").arguments(Map.of("topic", "露营")).failed();
        kit.close();
        return reason;
    }
}
