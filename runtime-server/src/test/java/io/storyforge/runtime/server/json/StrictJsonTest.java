package io.storyforge.runtime.server.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StrictJsonTest {

    @Test
    void readsEveryKindOfValue() {
        Object value = parse("{\"b\":[1,2.50,\"文\\n\\ud83d\\ude00\",true,false],\"a\":{}}");

        assertThat(value)
                .isEqualTo(Map.of(
                        "b",
                        List.of(new BigDecimal("1"), new BigDecimal("2.50"), "文\n😀", true, false),
                        "a",
                        Map.of()));
        assertThat(((Map<?, ?>) value).keySet().toString()).isEqualTo("[b, a]");
    }

    @Test
    void readsValuesThatAreNotObjects() {
        assertThat(parse(" \"text\" ")).isEqualTo("text");
        assertThat(parse("[]")).isEqualTo(List.of());
        assertThat(parse("-1.5e3")).isEqualTo(new BigDecimal("-1.5E+3"));
        assertThat(parse("true")).isEqualTo(true);
    }

    @Test
    void leavesNullsOut() {
        assertThat(parse("{\"a\":null,\"b\":[null,1,null]}")).isEqualTo(Map.of("b", List.of(BigDecimal.ONE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n",
                "null",
                "{",
                "}",
                "[1,]",
                "[1 2]",
                "{\"a\":1,}",
                "{\"a\" 1}",
                "{a:1}",
                "{'a':1}",
                "[01]",
                "[.5]",
                "[1.]",
                "[+1]",
                "[-]",
                "[1e]",
                "[NaN]",
                "[Infinity]",
                "tru",
                "nulll",
                "truefalse",
                "{} {}",
                "{}x",
                "1 2",
                "\"a\" \"b\"",
                "[]]",
                "{}}",
                "\"a",
                "\"\t\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u00zz\"",
                "/* hi */ {}",
                "\uFEFF{}",
                "[\u00a01]"
            })
    void refusesWhatIsNotJson(String text) {
        assertThatExceptionOfType(MalformedJsonException.class).isThrownBy(() -> parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"a\":null,\"a\":2}",
                "{\"a\":1,\"\\u0061\":null}",
                "[{\"a\":{},\"a\":{}}]"
            })
    void refusesARepeatedKey(String text) {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> parse(text))
                .withMessageStartingWith("the key 'a' is there twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\udc00\\ud800\"",
                "{\"\\ud800x\":1}",
                "[\"ok\\ud83d\\ude00\\ud83d\"]"
            })
    void refusesHalfASurrogatePair(String text) {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> parse(text))
                .withMessageStartingWith("a text holds half a surrogate pair");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        List<byte[]> bad = List.of(
                new byte[] {'"', (byte) 0xff, '"'},
                new byte[] {'"', (byte) 0xc0, (byte) 0xaf, '"'},
                new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
                new byte[] {'"', (byte) 0xe4, '"'},
                "\"ü\"".getBytes(StandardCharsets.ISO_8859_1));

        for (byte[] text : bad) {
            assertThatExceptionOfType(MalformedJsonException.class)
                    .isThrownBy(() -> StrictJson.parse(text))
                    .withMessage("the text is not correct UTF-8");
        }
    }

    @Test
    void tellsWhereTheProblemIs() {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> parse("{\n  \"a\": x\n}"))
                .matches(problem -> problem.line() == 2)
                .withMessageContaining("(line 2, column ");
    }

    @Test
    void takes64LevelsAndRefusesMore() {
        assertThat(parse("[".repeat(64) + "]".repeat(64))).isInstanceOf(List.class);
        for (int depth : new int[] {65, 5_000, 100_000}) {
            assertThatExceptionOfType(MalformedJsonException.class)
                    .isThrownBy(() -> parse("[".repeat(depth) + "]".repeat(depth)))
                    .withMessageStartingWith("the JSON is nested deeper than 64 levels");
            assertThatExceptionOfType(MalformedJsonException.class)
                    .isThrownBy(() -> parse("{\"a\":".repeat(depth)))
                    .withMessageStartingWith("the JSON is nested deeper than 64 levels");
        }
    }

    @Test
    void keepsHugeExponentsWithoutExpandingThem() {
        Object value = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> parse("{\"a\":1e1000000000,\"b\":1e-1000000000}"));

        assertThat(JsonText.write(value)).isEqualTo("{\"a\":1E+1000000000,\"b\":1E-1000000000}");
        assertThat(StrictJson.object(JsonText.write(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "1e-99999999999"})
    void refusesExponentsThatNoNumberHas(String text) {
        assertThatExceptionOfType(MalformedJsonException.class).isThrownBy(() -> parse(text));
    }

    @Test
    void refusesNumbersOfAMillionDigitsQuickly() {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThatExceptionOfType(MalformedJsonException.class)
                        .isThrownBy(() -> parse("[" + "9".repeat(1_000_000) + "]")));
    }

    @Test
    void readsColumnTextAsAnObjectOnly() {
        assertThat(StrictJson.object("{}")).isEmpty();
        assertThat(StrictJson.object("{\"a\":\"b\"}")).isEqualTo(Map.of("a", "b"));
        assertThatExceptionOfType(MalformedJsonException.class).isThrownBy(() -> StrictJson.object("[]"));
    }

    private static Object parse(String text) {
        return StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
