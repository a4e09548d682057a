package io.storyforge.runtime.plugin;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads values of a configuration and collects what cannot be understood. */
record OptionValues(Map<String, String> values, List<String> problems) {
    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})\\s*(ms|s|m)");
    private static final int MOST = 64;

    Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).map(String::strip).filter(text -> !text.isEmpty());
    }

    boolean flag(String key, boolean otherwise) {
        Optional<String> text = text(key).map(value -> value.toLowerCase(Locale.ROOT));
        if (text.isEmpty() || text.get().equals("true") || text.get().equals("false")) {
            return text.map(Boolean::parseBoolean).orElse(otherwise);
        }
        problems.add("%s must be true or false, not '%s'".formatted(key, text.get()));
        return otherwise;
    }

    OptionalInt number(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= 1 && number <= MOST) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException ignored) { // told below
        }
        problems.add("%s must be a whole number from 1 to %d, not '%s'".formatted(key, MOST, text.get()));
        return OptionalInt.empty();
    }

    Optional<Duration> duration(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> duration = parsed(text.get()).filter(Duration::isPositive);
        if (duration.isEmpty()) {
            problems.add("%s must be a time such as 500ms, 2s, 1m or PT2S, not '%s'".formatted(key, text.get()));
        }
        return duration;
    }

    private static Optional<Duration> parsed(String text) {
        Matcher matcher = SHORT.matcher(text);
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            return Optional.of(
                    switch (matcher.group(2)) {
                        case "ms" -> Duration.ofMillis(amount);
                        case "s" -> Duration.ofSeconds(amount);
                        default -> Duration.ofMinutes(amount);
                    });
        }
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException ignored) { // an empty answer says so
            return Optional.empty();
        }
    }
}
