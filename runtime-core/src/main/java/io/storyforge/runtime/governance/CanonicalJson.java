package io.storyforge.runtime.governance;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One text for each JSON value, whatever its key order and number notation, so that equal values have equal digests. */
public final class CanonicalJson {
    private CanonicalJson() {}

    /** The SHA-256 of the object's text, in hex. */
    public static String sha256(Map<String, Object> object) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text(object).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The value's text. */
    static String text(Object value) {
        StringBuilder text = new StringBuilder(512);
        write(text, value);
        return text.toString();
    }

    private static void write(StringBuilder text, Object value) {
        switch (value) {
            case String string -> quote(text, string);
            case Boolean flag -> text.append(flag);
            case Number number -> text.append(normal(number));
            case Map<?, ?> object -> writeObject(text, object);
            case List<?> list -> writeList(text, list);
            default ->
                throw new IllegalArgumentException(
                        "not a JSON value: " + value.getClass().getName());
        }
    }

    // toString keeps the exponent: a plain expansion of 1e1000000000 would not fit into memory.
    private static String normal(Number number) {
        BigDecimal decimal = number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
        return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toString();
    }

    private static void writeObject(StringBuilder text, Map<?, ?> object) {
        Object[] keys = object.keySet().toArray();
        Arrays.sort(keys);
        text.append('{');
        String separator = "";
        for (Object key : keys) {
            text.append(separator);
            quote(text, (String) key);
            text.append(':');
            write(text, Objects.requireNonNull(object.get(key)));
            separator = ",";
        }
        text.append('}');
    }

    private static void writeList(StringBuilder text, List<?> list) {
        text.append('[');
        String separator = "";
        for (Object element : list) {
            text.append(separator);
            write(text, element);
            separator = ",";
        }
        text.append(']');
    }

    private static void quote(StringBuilder text, String string) {
        text.append('"');
        int written = 0;
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append(string, written, i).append('\\');
                written = i;
            }
        }
        text.append(string, written, string.length()).append('"');
    }
}
