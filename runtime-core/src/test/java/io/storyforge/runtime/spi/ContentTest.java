package io.storyforge.runtime.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Look-ups on data that nobody checked. */
final class ContentTest {
    private static final List<Object> ODD = List.of(true, List.of("x"), Map.of("x", 1), List.of(), Map.of());

    @Test
    void readsTextStripped() {
        Content content = Content.of(Map.of("a", "  时尚\n", "b", " \t", "n", 1.5, "f", false));

        assertThat(content.text("a")).contains("时尚");
        assertThat(content.text("b")).isEmpty();
        assertThat(content.text("n")).contains("1.5");
        assertThat(content.text("f")).contains("false");
        assertThat(content.text("absent")).isEmpty();
        assertThat(Content.of(Map.of("x", List.of("a"))).text("x")).isEmpty();
    }

    @Test
    void readsNumbersAndNumberTexts() {
        for (Object three : List.of(3, 3L, 3.0, new BigDecimal("3.00"), "3", " 3.0 ", "3e0", "+3")) {
            assertThat(number(three)).as("%s", three).isEqualTo(OptionalDouble.of(3));
        }
        assertThat(number("-0.5")).hasValue(-0.5);
    }

    @Test
    void readsNoNumberFromOtherThings() {
        for (Object odd : ODD) {
            assertThat(number(odd)).as("%s", odd).isEmpty();
        }
        for (String text :
                List.of("", " ", "x", "1,000", "NaN", "Infinity", "0x10", "1.2.3", "十", "1e999", "1".repeat(41))) {
            assertThat(number(text)).as(text).isEmpty();
        }
        assertThat(number(new BigDecimal("1E+400"))).isEmpty();
        assertThat(Content.empty().number("absent")).isEmpty();
    }

    @Test
    void readsDaysOfDatesAndDateTimes() {
        LocalDate day = LocalDate.of(2026, 11, 23);
        for (String text : List.of("2026-11-23", " 2026-11-23 ", "2026-11-23T08:00:00Z", "2026-11-23Tnonsense")) {
            assertThat(Content.of(Map.of("x", text)).date("x")).as(text).contains(day);
        }
        for (Object odd : List.of("2026-02-30", "2026-11-23 08:00", "23.11.2026", "", "2026-1-1", 20261123, true)) {
            assertThat(Content.of(Map.of("x", odd)).date("x")).as("%s", odd).isEmpty();
        }
    }

    @Test
    void readsFlags() {
        for (Object yes : List.of(true, "true", "TRUE", " Yes ", "1", "是", 1, 1.0)) {
            assertThat(Content.of(Map.of("x", yes)).flag("x")).as("%s", yes).isTrue();
        }
        for (Object no : List.of(false, "false", "no", "", "否", 0, 2, "on", List.of(true), Map.of("x", true))) {
            assertThat(Content.of(Map.of("x", no)).flag("x")).as("%s", no).isFalse();
        }
        assertThat(Content.empty().flag("x")).isFalse();
    }

    @Test
    void readsObjectsAndTextsOfListsAndLeavesOutTheRest() {
        Content content =
                Content.of(Map.of("x", List.of("a", 1, Map.of("n", 1), true, "b", Map.of("n", 2), List.of())));

        assertThat(content.texts("x")).containsExactly("a", "b");
        assertThat(content.objects("x"))
                .extracting(object -> object.number("n").orElseThrow())
                .containsExactly(1.0, 2.0);
        assertThat(content.objects("absent")).isEmpty();
        assertThat(Content.of(Map.of("x", "a")).texts("x")).isEmpty();
    }

    @Test
    void readsEmptyContentWhereThereIsNoObject() {
        for (Object odd : List.of("text", 1, true, List.of(Map.of("a", 1)))) {
            assertThat(Content.of(Map.of("x", odd)).object("x")).isEqualTo(Content.empty());
        }
        assertThat(Content.of(Map.of("x", Map.of("y", Map.of("z", "deep"))))
                        .object("x")
                        .object("y")
                        .text("z"))
                .contains("deep");
    }

    @Test
    void keepsTheOrderOfFieldsAndDropsNulls() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("z", 1);
        values.put("a", Map.of());
        values.put("m", "x");
        Content content = Content.of(values);
        values.clear();

        assertThat(content.asMap().keySet()).containsExactly("z", "a", "m");
        assertThat(Content.of(Collections.singletonMap("n", null)).has("n")).isFalse();
    }

    @Test
    void cannotBeChangedFromOutside() {
        List<Object> list = new ArrayList<>(List.of("a"));
        Map<String, Object> object = new HashMap<>(Map.of("list", list));
        Content content = Content.of(Map.of("object", object));
        list.add("b");
        object.put("more", 1);

        assertThat(content.object("object").asMap()).isEqualTo(Map.of("list", List.of("a")));
        assertThatThrownBy(() -> content.asMap().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void refusesWhatIsNotJson() {
        List<Object> withNull = new ArrayList<>();
        withNull.add(null);
        for (Object odd : List.of(new Object(), 'c', new int[] {1}, Double.NaN, Double.POSITIVE_INFINITY, withNull)) {
            assertThatThrownBy(() -> Content.of(Map.of("x", odd))).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Content.of(Map.of("x", List.of(Map.of("y", odd)))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Content.of(Map.of("x", Map.of(1, "number as key"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("text keys");
    }

    @Test
    void refusesFloatsThatAreNoNumbers() {
        assertThatThrownBy(() -> Content.of(Map.of("x", Float.NaN))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesNestingDeeperThanTheLimit() {
        assertThat(Content.of(nested(63)).has("x")).isTrue();
        assertThatThrownBy(() -> Content.of(nested(64)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64");
        assertThatThrownBy(() -> Content.of(nested(100_000))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isEqualByItsFields() {
        assertThat(Content.of(Map.of("a", 1)))
                .isEqualTo(Content.of(Map.of("a", 1)))
                .hasSameHashCodeAs(Content.of(Map.of("a", 1)))
                .isNotEqualTo(Content.of(Map.of("a", 2)))
                .hasToString("{a=1}");
    }

    private static OptionalDouble number(Object value) {
        return Content.of(Map.of("x", value)).number("x");
    }

    private static Map<String, Object> nested(int levels) {
        Map<String, Object> inner = Map.of("x", "end");
        for (int i = 0; i < levels; i++) {
            inner = Map.of("x", inner);
        }
        return inner;
    }
}
