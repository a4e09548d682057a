package io.storyforge.plugin.testkit;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the JSON of test data: objects, lists, texts without escapes, numbers, true and false. */
final class JsonText {
    private static final Pattern TOKEN = Pattern.compile("[{}\\[\\],:]|\"[^\"\\\\]*\"|-?\\d+(\\.\\d+)?|true|false");

    private final Deque<String> tokens = new ArrayDeque<>();

    private JsonText(String text) {
        TOKEN.matcher(text).results().forEach(token -> tokens.add(token.group()));
    }

    static Object parse(String text) {
        return new JsonText(text).value();
    }

    static Map<String, Object> object(Object value) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, element) -> object.put(name.toString(), element));
        }
        return object;
    }

    private Object value() {
        String token = tokens.pop();
        return switch (token) {
            case "{" -> members();
            case "[" -> elements();
            case "true", "false" -> Boolean.valueOf(token);
            default -> token.startsWith("\"") ? text(token) : new BigDecimal(token);
        };
    }

    private Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        while (!closed("}")) {
            String name = text(tokens.pop());
            tokens.pop();
            members.put(name, value());
        }
        return members;
    }

    private List<Object> elements() {
        List<Object> elements = new ArrayList<>();
        while (!closed("]")) {
            elements.add(value());
        }
        return elements;
    }

    private boolean closed(String end) {
        if (",".equals(tokens.peek())) {
            tokens.pop();
        }
        if (!end.equals(tokens.peek())) {
            return false;
        }
        tokens.pop();
        return true;
    }

    private static String text(String token) {
        return token.substring(1, token.length() - 1);
    }
}
