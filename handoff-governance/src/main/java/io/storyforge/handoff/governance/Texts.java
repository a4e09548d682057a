package io.storyforge.handoff.governance;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Policy values as people read them. */
final class Texts {
    private static final int ENTRIES = 10;

    private Texts() {}

    /** The text in at most {@code limit} characters, cut between characters and marked when cut. */
    static String shorten(String text, int limit) {
        if (text.codePointCount(0, text.length()) <= limit) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, limit - 1)) + "…";
    }

    static String value(Object value) {
        return switch (value) {
            case Collection<?> list when list.isEmpty() -> "（空清单）";
            case Collection<?> list -> entries(list);
            case Map<?, ?> object -> shorten(object.toString(), 120);
            default -> shorten(String.valueOf(value), 120);
        };
    }

    private static String entries(Collection<?> list) {
        String text = list.stream()
                .limit(ENTRIES)
                .map(entry -> shorten(String.valueOf(entry), 40))
                .collect(Collectors.joining("、"));
        if (list.size() <= ENTRIES) {
            return text;
        }
        return "%s 等 %d 项".formatted(text, list.size());
    }
}
