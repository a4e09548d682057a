package io.storyforge.runtime.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;
import org.junit.jupiter.api.Test;

/** Which numbers cross the border: only those that cannot change afterwards. */
final class JsonValuesTest {
    @Test
    void takesTheNumbersThatCannotChange() {
        for (Number number :
                List.<Number>of(1, 2L, (short) 3, (byte) 4, 5.5, 6.5f, new BigDecimal("7.0"), BigInteger.valueOf(8))) {
            assertThat(JsonValues.copy(Map.of("x", number))).isEqualTo(Map.of("x", number));
        }
    }

    @Test
    void refusesNumbersThatCanChange() {
        for (Number number : List.<Number>of(new AtomicInteger(1), new AtomicLong(1), new DoubleAdder())) {
            assertThatThrownBy(() -> JsonValues.copy(Map.of("x", number)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(number.getClass().getName());
            assertThatThrownBy(() -> JsonValues.copy(Map.of("x", List.of(Map.of("y", number)))))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> JsonValues.cells(List.of("a", number)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
