package io.storyforge.runtime.server.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonTextTest {

    @Test
    void writesEveryKindOfValueInOrder() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("z", List.of(1, 2L, 2.5, new BigDecimal("1.50"), true, false));
        object.put("a", Map.of("k", "v"));
        object.put("empty", List.of());

        assertThat(JsonText.object(object))
                .isEqualTo("{\"z\":[1,2,2.5,1.50,true,false],\"a\":{\"k\":\"v\"},\"empty\":[]}");
    }

    @Test
    void escapesWhatJsonAsksFor() {
        assertThat(JsonText.write("a\"b\\c\n\r\t\u0001\u001f文😀"))
                .isEqualTo("\"a\\\"b\\\\c\\n\\r\\t\\u0001\\u001f文😀\"");
    }

    @Test
    void readsBackWhatItWrote() {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int c = 0; c < 0xd800; c += 7) {
            object.put("k" + (char) c, "v" + (char) c + "\"\\");
        }

        String text = JsonText.object(object);

        assertThat(StrictJson.object(text)).isEqualTo(object);
        assertThat(StrictJson.parse(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(object);
    }

    @Test
    void replacesHalfASurrogatePair() {
        assertThat(JsonText.write("a\ud83db")).isEqualTo("\"a\uFFFDb\"");
        assertThat(JsonText.write("\ude00\ud83d")).isEqualTo("\"\uFFFD\uFFFD\"");
        assertThat(JsonText.write("\ud83d\ud83d\ude00")).isEqualTo("\"\uFFFD😀\"");
    }

    @Test
    void refusesWhatIsNotJson() {
        assertThatIllegalArgumentException().isThrownBy(() -> JsonText.write(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> JsonText.write(Float.POSITIVE_INFINITY));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonText.write(new Object()))
                .withMessageStartingWith("java.lang.Object is not a JSON value");
    }
}
