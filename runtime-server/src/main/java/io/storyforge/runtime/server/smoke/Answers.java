package io.storyforge.runtime.server.smoke;

import io.storyforge.runtime.server.json.MalformedJsonException;
import io.storyforge.runtime.server.json.StrictJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the answers of a server that may be any program: what is not there is empty, never an error. */
final class Answers {
    private static final int MOST_DIGITS = 18;

    private Answers() {}

    static Map<?, ?> object(String path, byte[] body) {
        try {
            if (StrictJson.parse(body) instanceof Map<?, ?> object) {
                return object;
            }
        } catch (MalformedJsonException ignored) { // told below, whatever is wrong with it
        }
        throw new SmokeFailure("%s does not answer a JSON object; is this a StoryForge server?".formatted(path));
    }

    static String text(Map<?, ?> object, String name) {
        return object.get(name) instanceof String text ? text : "";
    }

    static Map<?, ?> inner(Map<?, ?> object, String name) {
        return object.get(name) instanceof Map<?, ?> inner ? inner : Map.of();
    }

    static List<?> list(Map<?, ?> object, String name) {
        return object.get(name) instanceof List<?> list ? list : List.of();
    }

    static Stream<Map<?, ?>> objects(Map<?, ?> object, String name) {
        return list(object, name).stream().filter(Map.class::isInstance).map(item -> (Map<?, ?>) item);
    }

    static long number(Map<?, ?> object, String name) {
        // Bounded first: the long of 1e1000000000 would fill the memory.
        return object.get(name) instanceof BigDecimal number && number.scale() == 0 && number.precision() <= MOST_DIGITS
                ? number.longValue()
                : 0;
    }
}
