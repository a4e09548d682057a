package io.storyforge.runtime.spi;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A JSON object with typed look-ups: a document's content, a step's arguments, an earlier step's output.
 *
 * <p>Look-ups never throw for odd data. A field that is absent, or that cannot be read as the asked type, is an empty
 * result; {@link #has} tells the two apart, so that a tool can name the problem.
 */
public final class Content {
    private static final Content EMPTY = new Content(Map.of());
    // Longer digit strings are identifiers, and BigDecimal's constructor is quadratic in them.
    private static final int MAX_NUMBER_CHARACTERS = 40;

    private final Map<String, Object> values;

    private Content(Map<String, Object> values) {
        this.values = values;
    }

    /** The content without any field. */
    public static Content empty() {
        return EMPTY;
    }

    /** Content over a copy of the given JSON object. */
    public static Content of(Map<String, ?> values) {
        return new Content(JsonValues.copy(values));
    }

    /** True when the field is there, of whatever type. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The field as text, stripped; numbers and booleans in their JSON form. Empty when absent, blank or not a scalar. */
    public Optional<String> text(String name) {
        return switch (values.get(name)) {
            case String text when !text.isBlank() -> Optional.of(text.strip());
            case Number number -> Optional.of(number.toString());
            case Boolean flag -> Optional.of(flag.toString());
            case null, default -> Optional.empty();
        };
    }

    /** The field as a finite number. Text that is a plain decimal number counts, because CSV knows only text. */
    public OptionalDouble number(String name) {
        return switch (values.get(name)) {
            case Number number -> finite(number.doubleValue());
            case String text -> parsed(text.strip());
            case null, default -> OptionalDouble.empty();
        };
    }

    /** The field as a day, from ISO text ({@code 2026-11-23}, or the day of a date-time). */
    public Optional<LocalDate> date(String name) {
        if (!(values.get(name) instanceof String text)) {
            return Optional.empty();
        }
        String stripped = text.strip();
        String day = stripped.length() > 10 && stripped.charAt(10) == 'T' ? stripped.substring(0, 10) : stripped;
        try {
            return Optional.of(LocalDate.parse(day));
        } catch (DateTimeParseException ignored) { // not a date is an empty result
            return Optional.empty();
        }
    }

    /** True when the field is {@code true}, or the text true, yes, 1, 是 (any case). */
    public boolean flag(String name) {
        return switch (values.get(name)) {
            case Boolean flag -> flag;
            case String text ->
                List.of("true", "yes", "1", "是").contains(text.strip().toLowerCase(java.util.Locale.ROOT));
            case Number number -> number.doubleValue() == 1;
            case null, default -> false;
        };
    }

    /** The object in the field; empty content when there is none. */
    public Content object(String name) {
        return values.get(name) instanceof Map<?, ?> map ? ofMap(map) : EMPTY;
    }

    /** The objects of the list in the field, in order; other elements are left out. */
    public List<Content> objects(String name) {
        if (!(values.get(name) instanceof List<?> list)) {
            return List.of();
        }
        return list.stream()
                .filter(Map.class::isInstance)
                .map(element -> ofMap((Map<?, ?>) element))
                .toList();
    }

    /** The texts of the list in the field, in order; other elements are left out. */
    public List<String> texts(String name) {
        if (!(values.get(name) instanceof List<?> list)) {
            return List.of();
        }
        return list.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    /** The fields, unmodifiable, in their order. */
    public Map<String, Object> asMap() {
        return values;
    }

    private static Content ofMap(Map<?, ?> map) {
        return of(map.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> (String) entry.getKey(),
                        Map.Entry::getValue,
                        (first, second) -> second,
                        java.util.LinkedHashMap::new)));
    }

    private static OptionalDouble parsed(String text) {
        if (text.isEmpty() || text.length() > MAX_NUMBER_CHARACTERS) {
            return OptionalDouble.empty();
        }
        try {
            return finite(new BigDecimal(text).doubleValue());
        } catch (NumberFormatException ignored) { // not a number is an empty result
            return OptionalDouble.empty();
        }
    }

    private static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Content content && content.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
