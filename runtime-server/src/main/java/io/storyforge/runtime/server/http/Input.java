package io.storyforge.runtime.server.http;

import io.storyforge.runtime.server.http.Problem.FieldError;
import io.storyforge.runtime.server.json.Numbers;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the fields of a JSON object and collects every problem on the way, each with its JSON pointer. Fields that nobody
 * asks for are ignored. {@link #check} ends the request when there was a problem.
 */
final class Input {
    private final Map<String, Object> fields;
    private final String pointer;
    private final List<FieldError> errors;

    private Input(Map<String, Object> fields, String pointer, List<FieldError> errors) {
        this.fields = fields;
        this.pointer = pointer;
        this.errors = errors;
    }

    /** The input of a request whose body was read; an error when it is no object. */
    static Input of(Object body) {
        List<FieldError> errors = new ArrayList<>();
        return new Input(members(body, "", errors), "", errors);
    }

    /** The text of a field that must be there and not blank, stripped. */
    String requiredText(String name, int limit) {
        String text = text(name, limit);
        if (text.isEmpty() && !reported(name)) {
            report(name, "required", "%s is required".formatted(name));
        }
        return text;
    }

    /** The text of a field, stripped; {@code ""} when it is not there. */
    String text(String name, int limit) {
        Object value = fields.get(name);
        if (value == null) {
            return "";
        }
        if (!(value instanceof String text)) {
            report(name, "wrong-type", "%s must be a text".formatted(name));
            return "";
        }
        String stripped = text.strip();
        int length = stripped.codePointCount(0, stripped.length());
        if (length > limit) {
            report(name, "too-long", "%s has %d characters, at most %d are allowed".formatted(name, length, limit));
        }
        return stripped;
    }

    /** The text of a field; empty when it is absent or blank. */
    Optional<String> optionalText(String name, int limit) {
        return Optional.of(text(name, limit)).filter(text -> !text.isEmpty());
    }

    /** One of the given words; the first one when the field is not there. */
    String word(String name, List<String> allowed) {
        String word = text(name, 100);
        if (word.isEmpty()) {
            return allowed.getFirst();
        }
        if (!allowed.contains(word)) {
            report(name, "invalid", "%s must be one of %s".formatted(name, String.join(", ", allowed)));
        }
        return word;
    }

    /** A time of a field; empty when it is not there or blank. */
    Optional<Instant> time(String name) {
        try {
            return optionalText(name, 40).map(Instant::parse);
        } catch (DateTimeParseException ignored) { // told as a problem of the field
            report(name, "invalid", "%s must be a time such as 2026-11-23T09:30:00Z".formatted(name));
            return Optional.empty();
        }
    }

    /** The object of a field as it was sent; an empty one when it is not there. */
    Map<String, Object> object(String name) {
        Object value = fields.get(name);
        if (value == null) {
            return Map.of();
        }
        Map<String, Object> members = members(value, at(name), errors);
        checkNumbers(members, at(name));
        return members;
    }

    /** The whole object as it was sent; ends the request when it is none or holds a number out of range. */
    Map<String, Object> whole() {
        checkNumbers(fields, pointer);
        check();
        return fields;
    }

    /** The fields of an object as an input of its own. */
    Input child(String name) {
        Object value = fields.get(name);
        Map<String, Object> members = value == null ? Map.of() : members(value, at(name), errors);
        return new Input(members, at(name), errors);
    }

    /** The text members of the object in a field. */
    Map<String, String> texts(String name, int limit) {
        Input child = child(name);
        Map<String, String> texts = new LinkedHashMap<>();
        child.fields.keySet().forEach(key -> texts.put(key, child.text(key, limit)));
        return texts;
    }

    /** The elements of the list in a field; an empty list when it is not there. */
    List<?> list(String name, int limit) {
        Object value = fields.get(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            report(name, "wrong-type", "%s must be a list".formatted(name));
            return List.of();
        }
        if (list.size() > limit) {
            report(name, "too-long", "%s has %d elements, at most %d are allowed".formatted(name, list.size(), limit));
            return List.of();
        }
        return list;
    }

    /** An element of a list as an input of its own. */
    Input element(String list, int index, Object value) {
        String place = at(list) + "/" + index;
        return new Input(members(value, place, errors), place, errors);
    }

    /** Reports a problem of a field. */
    void report(String name, String code, String detail) {
        errors.add(new FieldError(at(name), code, detail));
    }

    /** Ends the request with every problem found. */
    void check() {
        if (!errors.isEmpty()) {
            throw Problem.validation(errors).asException();
        }
    }

    private boolean reported(String name) {
        String place = at(name);
        return errors.stream().anyMatch(error -> error.pointer().equals(place));
    }

    private String at(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private void checkNumbers(Object value, String place) {
        Numbers.outOfRange(value, place)
                .forEach(found -> errors.add(new FieldError(found, "out-of-range", "the number is out of range")));
    }

    @SuppressWarnings("unchecked") // parsed JSON objects have String keys
    private static Map<String, Object> members(Object value, String place, List<FieldError> errors) {
        if (value instanceof Map<?, ?> object) {
            return (Map<String, Object>) object;
        }
        errors.add(new FieldError(place, "wrong-type", "an object is expected"));
        return Map.of();
    }
}
