package io.storyforge.runtime.server.json;

import java.util.List;
import java.util.Map;

/**
 * JDK values to JSON text: maps with text keys, lists, text, booleans and numbers. Members keep their order. Half a
 * surrogate pair becomes U+FFFD, so that the text can always be sent.
 */
public final class JsonText {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private JsonText() {}

    /**
     * The value as JSON.
     *
     * @throws IllegalArgumentException for null, a number that is not finite, or any other type
     */
    public static String write(Object value) {
        StringBuilder text = new StringBuilder(256);
        append(text, value);
        return text.toString();
    }

    /** The object as JSON. */
    public static String object(Map<String, ?> object) {
        if (object.isEmpty()) {
            return "{}";
        }
        StringBuilder text = new StringBuilder(256);
        appendObject(text, object);
        return text.toString();
    }

    /** Appends the value as JSON; as {@link #write}. */
    public static void append(StringBuilder text, Object value) {
        switch (value) {
            case String string -> quote(text, string);
            case Map<?, ?> object -> appendObject(text, object);
            case List<?> list -> appendList(text, list);
            case Boolean flag -> text.append(flag.booleanValue());
            case Double number when !Double.isFinite(number) -> throw notJson(number.toString());
            case Float number when !Float.isFinite(number) -> throw notJson(number.toString());
            // A BigDecimal keeps its exponent: its plain text may not fit into memory.
            case Number number -> text.append(number);
            case null -> throw notJson("null");
            default -> throw notJson(value.getClass().getName());
        }
    }

    private static IllegalArgumentException notJson(String what) {
        return new IllegalArgumentException(
                "%s is not a JSON value, known: Map, List, String, Boolean and finite numbers".formatted(what));
    }

    private static void appendObject(StringBuilder text, Map<?, ?> object) {
        text.append('{');
        boolean first = true;
        for (Map.Entry<?, ?> member : object.entrySet()) {
            if (!first) {
                text.append(',');
            }
            first = false;
            quote(text, (String) member.getKey());
            text.append(':');
            append(text, member.getValue());
        }
        text.append('}');
    }

    private static void appendList(StringBuilder text, List<?> list) {
        text.append('[');
        for (int i = 0; i < list.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            append(text, list.get(i));
        }
        text.append(']');
    }

    private static void quote(StringBuilder text, String string) {
        text.append('"');
        int written = 0;
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isSurrogate(c) && !Surrogates.lone(string, i)) {
                i++;
                continue;
            }
            text.append(string, written, i);
            written = i + 1;
            escape(text, c);
        }
        text.append(string, written, string.length()).append('"');
    }

    private static void escape(StringBuilder text, char c) {
        switch (c) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                if (c < ' ') {
                    text.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
                } else {
                    text.append('\uFFFD');
                }
            }
        }
    }
}
