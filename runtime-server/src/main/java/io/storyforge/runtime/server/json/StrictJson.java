package io.storyforge.runtime.server.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * JSON text to {@code LinkedHashMap}, {@code ArrayList}, {@code String}, {@code Boolean} and {@code BigDecimal}.
 *
 * <p>Null is the same as absent: a member whose value is null is left out of its object, a null element out of its
 * list. A text that is only {@code null} is refused.
 *
 * <p>Numbers stay {@code BigDecimal} with the exponent they were written with. Never ask one for its plain text, its
 * {@code BigInteger} or its {@code long} before bounding it: {@code 1e1000000000} would fill the memory.
 */
public final class StrictJson {
    /** How deep objects and lists may be nested. */
    public static final int MAX_DEPTH = 64;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private StrictJson() {}

    /**
     * Reads one value from text that anybody may have sent.
     *
     * @throws MalformedJsonException when it is not exactly one JSON value in correct UTF-8, repeats a key, is nested
     *     deeper than {@link #MAX_DEPTH} or holds half a surrogate pair
     */
    public static Object parse(byte[] utf8) {
        String text = decoded(utf8);
        if (text.isBlank()) {
            throw new MalformedJsonException("the body is empty, expected JSON");
        }
        if (text.charAt(0) == BYTE_ORDER_MARK) {
            throw new MalformedJsonException("the JSON starts with a byte order mark", 1, 1);
        }
        return new JsonReading(text, true).value();
    }

    /**
     * Reads an object from text that {@link JsonText} wrote.
     *
     * @throws MalformedJsonException when it is not an object
     */
    public static Map<String, Object> object(String json) {
        if (json.equals("{}")) {
            return Map.of();
        }
        return new JsonReading(json, false).object();
    }

    private static String decoded(byte[] utf8) {
        try {
            // A new decoder reports bad input; the String constructor would replace it.
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException ignored) { // it knows no more than that
            throw new MalformedJsonException("the text is not correct UTF-8");
        }
    }
}
