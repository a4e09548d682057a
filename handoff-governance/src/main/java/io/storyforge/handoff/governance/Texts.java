package io.storyforge.handoff.governance;

import io.storyforge.runtime.spi.Language;
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

    /** What stands between the entries of a list. */
    static String comma(Language language) {
        return language.say("、", ", ");
    }

    static String value(Object value, Language language) {
        return switch (value) {
            case Collection<?> list when list.isEmpty() -> language.say("（空清单）", "(empty list)");
            case Collection<?> list -> entries(list, language);
            case Map<?, ?> object -> shorten(object.toString(), 120);
            default -> shorten(String.valueOf(value), 120);
        };
    }

    private static String entries(Collection<?> list, Language language) {
        String text = list.stream()
                .limit(ENTRIES)
                .map(entry -> shorten(String.valueOf(entry), 40))
                .collect(Collectors.joining(comma(language)));
        if (list.size() <= ENTRIES) {
            return text;
        }
        return language.say("%s 等 %d 项", "%s and others (%d in all)").formatted(text, list.size());
    }
}
