package io.storyforge.runtime.server.json;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Times as text: ISO-8601 in UTC with milliseconds, always 24 characters, so that their order is the order of the text;
 * {@code ""} for none.
 */
public final class Times {
    private static final int LENGTH = "2026-11-23T09:30:00.000Z".length();
    private static final int DAY_SECONDS = 86_400;

    private Times() {}

    /** The text of a time; what is finer than a millisecond is cut off. */
    public static String text(Instant time) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
        if (utc.getYear() < 0 || utc.getYear() > 9999) {
            throw new IllegalArgumentException("time %s is outside the years 0 to 9999".formatted(time));
        }
        // Written by hand: five to a run, and a formatter takes ten times as long.
        char[] text = new char[LENGTH];
        digits(text, 0, 4, utc.getYear());
        text[4] = '-';
        digits(text, 5, 2, utc.getMonthValue());
        text[7] = '-';
        digits(text, 8, 2, utc.getDayOfMonth());
        text[10] = 'T';
        digits(text, 11, 2, utc.getHour());
        text[13] = ':';
        digits(text, 14, 2, utc.getMinute());
        text[16] = ':';
        digits(text, 17, 2, utc.getSecond());
        text[19] = '.';
        digits(text, 20, 3, utc.getNano() / 1_000_000);
        text[23] = 'Z';
        return new String(text);
    }

    /** The text of a time; {@code ""} for none. */
    public static String text(Optional<Instant> time) {
        return time.map(Times::text).orElse("");
    }

    /** The time of a text. */
    public static Instant time(String text) {
        if (text.length() != LENGTH) {
            return Instant.parse(text);
        }
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 2), number(text, 8, 2))
                .toEpochDay();
        int second = number(text, 11, 2) * 3600 + number(text, 14, 2) * 60 + number(text, 17, 2);
        return Instant.ofEpochSecond(day * DAY_SECONDS + second, number(text, 20, 3) * 1_000_000L);
    }

    /** The time of a text; none for {@code ""}. */
    public static Optional<Instant> maybe(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(time(text));
    }

    private static void digits(char[] text, int from, int count, int number) {
        int rest = number;
        for (int i = from + count - 1; i >= from; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static int number(String text, int from, int count) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            number = number * 10 + (text.charAt(i) - '0');
        }
        return number;
    }
}
