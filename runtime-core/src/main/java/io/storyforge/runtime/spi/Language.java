package io.storyforge.runtime.spi;

import java.util.List;

/**
 * The languages that people read the product in. A run has the language of whoever handed it over, and keeps it: its
 * plan, its steps and its result are read by others, too, and are stored once.
 *
 * <p>Not an enum on purpose: plugins say things in one, and a switch over them would not compile with the next one.
 */
public final class Language {
    public static final Language CHINESE = new Language("zh-CN");
    public static final Language ENGLISH = new Language("en");

    private static final List<Language> ALL = List.of(CHINESE, ENGLISH);

    private final String tag;

    private Language(String tag) {
        this.tag = tag;
    }

    /** All of them; the first is the default. */
    public static List<Language> all() {
        return ALL;
    }

    /** The language with the given tag. */
    public static Language of(String tag) {
        return ALL.stream()
                .filter(language -> language.tag.equals(tag))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("language '%s' is unknown, known: zh-CN, en".formatted(tag)));
    }

    /** The BCP 47 tag: {@code zh-CN} or {@code en}. */
    public String tag() {
        return tag;
    }

    /** The one of the two texts that is in this language. Both are given, so that none can be forgotten. */
    public String say(String chinese, String english) {
        return equals(ENGLISH) ? english : chinese;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Language language && language.tag.equals(tag);
    }

    @Override
    public int hashCode() {
        return tag.hashCode();
    }

    @Override
    public String toString() {
        return tag;
    }
}
