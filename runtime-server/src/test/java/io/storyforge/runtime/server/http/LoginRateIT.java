package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginRateIT {
    @Test
    void slowsDownWhoeverGuesses(@TempDir Path data) {
        try (LiveServer server = new LiveServer()) {
            server.start(data);
            ApiClient anonymous = server.anonymous();

            List<Answer> answers = IntStream.range(0, 40)
                    .mapToObj(guess -> anonymous.post("/v2/login", Map.of("code", "sfl_" + guess)))
                    .toList();

            assertThat(answers).first().extracting(Answer::status).isEqualTo(401);
            Answer last = answers.getLast().refused(429, "rate-limited");
            assertThat(last.header("Retry-After")).isEqualTo("60");
        }
    }
}
