package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyforge.runtime.execution.RunOutlook;
import io.storyforge.runtime.governance.PolicyDrift;
import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.SampleRuns;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.config.PropertyNamingStrategy;
import jakarta.json.bind.config.PropertyOrderStrategy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The views' own way through JSON-B gives the text that JSON-B alone would give. */
final class RecordSerializerTest {
    private static final RunView.Seen SEEN = new RunView.Seen(
            new RunViews.People("ann", "", "", ""),
            3,
            new RunOutlook(PolicyDrift.NONE, "", List.of("confirm"), List.of()));

    /** Every type that a view may hold. */
    public record Everything(
            String text,
            boolean flagOfIt,
            int count,
            long bigNumber,
            double ratio,
            BigDecimal exact,
            Map<String, Object> anyFields,
            List<Map<String, Object>> rows,
            Page<RunRow> page) {}

    private static final Jsonb ALONE = JsonbBuilder.create(new JsonbConfig()
            .withPropertyNamingStrategy(PropertyNamingStrategy.LOWER_CASE_WITH_UNDERSCORES)
            .withPropertyOrderStrategy(PropertyOrderStrategy.LEXICOGRAPHICAL));

    private static final RunView RUN =
            RunView.of(SampleRuns.unconfirmed(SampleRuns.id(1), 1, new Lane("ann", "p-1")), SEEN);

    static final List<Object> VIEWS = List.of(
            RUN,
            new Page<>(List.of(RUN, RUN), "next"),
            new Everything(
                    "互动率\n\"3.8%\" \\ 😀",
                    true,
                    -1,
                    Long.MAX_VALUE,
                    0.25,
                    new BigDecimal("1E+3"),
                    Map.of("nested", Map.of("list", List.of("a", BigDecimal.ONE, false, List.of()))),
                    List.of(Map.of(), Map.of("k", "v")),
                    new Page<>(List.of(), "")));

    @ParameterizedTest
    @FieldSource("VIEWS")
    void writesWhatTheBindingAloneWrites(Object view) {
        assertThat(Json.write(view)).isEqualTo(ALONE.toJson(view));
    }

    @Test
    void refusesATypeThatIsNoJson() {
        Object view = new Everything(
                "",
                false,
                0,
                0,
                0,
                BigDecimal.ZERO,
                Map.of("time", Instant.EPOCH),
                List.of(),
                new Page<>(List.of(), ""));

        assertThatThrownBy(() -> Json.write(view)).hasMessageContaining("java.time.Instant");
    }
}
