package io.storyforge.handoff.governance;

import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.Wording;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A rule that does not do what it seems to.
 *
 * @param layer the layer to look at, in words for people
 * @param problem what is wrong, in words for people
 * @param proposal which change of that layer cleans it up, in words for people
 */
record Finding(Kind kind, String layer, String problem, String proposal) {

    /** What is wrong with a rule: a key for the steps, words for people. */
    enum Kind {
        CONTRADICTORY("contradictory", Wording.of("矛盾", "Contradictory")),
        EXPIRED("expired", Wording.of("过期", "Expired")),
        REDUNDANT("redundant", Wording.of("重复", "Redundant")),
        SHADOWED("overridden", Wording.of("被覆盖", "Overridden")),
        UNREADABLE("malformed", Wording.of("格式", "Malformed"));

        private final String key;
        private final Wording words;

        Kind(String key, Wording words) {
            this.key = key;
            this.words = words;
        }

        /** The kind with the key; the Chinese word was the key once, and runs of that time may still go on. */
        static Kind of(String key) {
            return Arrays.stream(values())
                    .filter(kind -> kind.key.equals(key)
                            || kind.words.in(Language.CHINESE).equals(key))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("'%s' is no kind of finding".formatted(key)));
        }

        String key() {
            return key;
        }

        String in(Language language) {
            return words.in(language);
        }
    }

    static Finding of(Content content) {
        return new Finding(
                Kind.of(content.text("kind").orElse("")),
                content.text("layer").orElse(""),
                content.text("problem").orElse(""),
                content.text("proposal").orElse(""));
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", kind.key());
        map.put("layer", layer);
        map.put("problem", problem);
        map.put("proposal", proposal);
        return map;
    }
}
