package io.storyforge.runtime.server.json;

import jakarta.json.JsonException;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;

/** One pass over one text. The depth is checked before anything is entered, so recursion is bounded. */
final class JsonReading {
    // Looking the provider up costs a service loader's walk.
    private static final JsonParserFactory PARSERS = JsonProvider.provider().createParserFactory(Map.of());
    private static final Object NULL = new Object();

    private final JsonParser parser;
    private final boolean untrusted;

    JsonReading(String text, boolean untrusted) {
        this.parser = PARSERS.createParser(new StringReader(text));
        this.untrusted = untrusted;
    }

    Object value() {
        try (parser) {
            Object value = value(parser.next(), 1);
            if (parser.hasNext()) {
                throw malformed("there is more text after the JSON value");
            }
            if (value == NULL) {
                throw malformed("null is not a value here");
            }
            return value;
        } catch (NoSuchElementException | JsonException | UnsupportedOperationException | NumberFormatException e) {
            throw malformed("this is not JSON");
        }
    }

    @SuppressWarnings("unchecked") // objects are built here, with String keys only
    Map<String, Object> object() {
        if (value() instanceof Map<?, ?> object) {
            return (Map<String, Object>) object;
        }
        throw new MalformedJsonException("expected a JSON object");
    }

    private Object value(Event event, int depth) {
        return switch (event) {
            case START_OBJECT -> members(entered(depth));
            case START_ARRAY -> elements(entered(depth));
            case VALUE_STRING -> text();
            case VALUE_NUMBER -> Objects.requireNonNull(parser.getBigDecimal());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> NULL;
            case KEY_NAME, END_OBJECT, END_ARRAY -> throw malformed("this is not JSON");
        };
    }

    private int entered(int depth) {
        if (depth > StrictJson.MAX_DEPTH) {
            throw malformed("the JSON is nested deeper than %d levels".formatted(StrictJson.MAX_DEPTH));
        }
        return depth + 1;
    }

    private Map<String, Object> members(int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        boolean nulls = false;
        for (Event event = parser.next(); event != Event.END_OBJECT; event = parser.next()) {
            String key = text();
            Object value = value(parser.next(), depth);
            nulls |= value == NULL;
            if (object.put(key, value) != null) {
                throw malformed("the key '%s' is there twice".formatted(shortened(key)));
            }
        }
        if (nulls) {
            object.values().removeIf(value -> value == NULL);
        }
        return object;
    }

    private List<Object> elements(int depth) {
        List<Object> list = new ArrayList<>();
        for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
            Object value = value(event, depth);
            if (value != NULL) {
                list.add(value);
            }
        }
        return list;
    }

    private String text() {
        String text = parser.getString();
        if (untrusted && Surrogates.loneIn(text)) {
            throw malformed("a text holds half a surrogate pair");
        }
        return text;
    }

    private static String shortened(String key) {
        return key.length() <= 40 ? key : key.substring(0, 40) + "…";
    }

    private MalformedJsonException malformed(String message) {
        JsonLocation place = parser.getLocation();
        return new MalformedJsonException(message, place.getLineNumber(), place.getColumnNumber());
    }
}
