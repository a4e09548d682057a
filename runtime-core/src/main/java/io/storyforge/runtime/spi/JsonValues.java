package io.storyforge.runtime.spi;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies JSON objects given as JDK types, so that what crosses the border is unmodifiable and of known types only. */
final class JsonValues {
    private static final int MAX_DEPTH = 64;

    private JsonValues() {}

    static Map<String, Object> copy(Map<String, ?> object) {
        return copyObject(object, 1);
    }

    /** A row of a table: texts, numbers and booleans only. */
    static List<Object> cells(List<?> row) {
        List<Object> cells = copyList(row, 1);
        for (Object cell : cells) {
            if (cell instanceof Map || cell instanceof List) {
                throw new IllegalArgumentException("a cell is a text, number or boolean, this is %s".formatted(cell));
            }
        }
        return cells;
    }

    private static Map<String, Object> copyObject(Map<?, ?> object, int depth) {
        checkDepth(depth);
        Map<String, Object> copy = new LinkedHashMap<>();
        object.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new IllegalArgumentException("a JSON object has text keys, this one is %s".formatted(key));
            }
            if (value != null) {
                copy.put(name, copyValue(value, depth));
            }
        });
        return Collections.unmodifiableMap(copy);
    }

    private static Object copyValue(Object value, int depth) {
        return switch (value) {
            case String text -> text;
            case Boolean flag -> flag;
            case Double number
            when !Double.isFinite(number) ->
                throw new IllegalArgumentException("%s is not a JSON number".formatted(number));
            case Float number
            when !Float.isFinite(number) ->
                throw new IllegalArgumentException("%s is not a JSON number".formatted(number));
            case Integer number -> number;
            case Long number -> number;
            case Short number -> number;
            case Byte number -> number;
            case Double number -> number;
            case Float number -> number;
            case BigDecimal number -> number;
            case BigInteger number -> number;
            case Map<?, ?> object -> copyObject(object, depth + 1);
            case List<?> list -> copyList(list, depth + 1);
            default ->
                throw new IllegalArgumentException(
                        "a JSON value is a String, Boolean, number of the JDK, List or Map, this is "
                                + value.getClass().getName());
        };
    }

    private static List<Object> copyList(List<?> list, int depth) {
        checkDepth(depth);
        List<Object> copy = new ArrayList<>(list.size());
        for (Object value : list) {
            if (value == null) {
                throw new IllegalArgumentException("a list holds null");
            }
            copy.add(copyValue(value, depth));
        }
        return Collections.unmodifiableList(copy);
    }

    private static void checkDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("nested deeper than %d".formatted(MAX_DEPTH));
        }
    }
}
