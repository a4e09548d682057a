package io.storyforge.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each line of the log is an object of JSON, whatever somebody managed to have logged. */
class JsonLinesTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void lineBreaksAndControlCharactersForgeNoLine() {
        String evil = "first\n{\"level\":\"INFO\"}\r\u001b[2J\u0000 \u2028 \u0085 “引号” \"quoted\" \\";

        List<JsonNode> lines = lines(new LogRecord(Level.INFO, evil));

        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst().path("message").asString()).isEqualTo(evil);
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("\u001b", "\u0000", "\r");
    }

    @Test
    void exceptionIsAFieldOfItsLine() {
        LogRecord entry = new LogRecord(Level.WARNING, "it failed");
        entry.setThrown(new IllegalStateException("because\nof this"));
        entry.setLoggerName("io.storyforge.test");

        JsonNode line = lines(entry).getFirst();

        assertThat(line.path("exception").asString()).contains("IllegalStateException: because\nof this");
        assertThat(line.path("level").asString()).isEqualTo("WARNING");
        assertThat(line.path("logger").asString()).isEqualTo("io.storyforge.test");
        assertThat(line.path("time").asString()).endsWith("Z");
    }

    @Test
    void fieldsOfARequestStandBesideThoseOfTheLine() {
        LogRecord entry = new LogRecord(Level.INFO, "{\"request_id\":\"r1\",\"path\":\"/a\\nb\"}");
        entry.setLoggerName("io.storyforge.requests");

        JsonNode line = lines(entry).getFirst();

        assertThat(line.path("request_id").asString()).isEqualTo("r1");
        assertThat(line.path("path").asString()).isEqualTo("/a\nb");
        assertThat(line.has("message")).isFalse();
    }

    @Test
    void messageThatLooksLikeAnObjectIsAMessage() {
        JsonNode line = lines(new LogRecord(Level.INFO, "{no object}")).getFirst();

        assertThat(line.path("message").asString()).isEqualTo("{no object}");
    }

    private List<JsonNode> lines(LogRecord... entries) {
        JsonLines handler = new JsonLines(new PrintStream(out, false, StandardCharsets.UTF_8));
        for (LogRecord entry : entries) {
            handler.publish(entry);
        }
        handler.close();
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }
}
