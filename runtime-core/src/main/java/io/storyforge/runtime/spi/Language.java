package io.storyforge.runtime.spi;

/**
 * The languages that people read the product in. A run has the language of whoever handed it over, and keeps it: its
 * plan, its steps and its result are read by others, too, and are stored once.
 */
public enum Language {
    CHINESE("zh-CN"),
    ENGLISH("en");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** The BCP 47 tag: {@code zh-CN} or {@code en}. */
    public String tag() {
        return tag;
    }

    /** The one of the two texts that is in this language. Both are given, so that none can be forgotten. */
    public String say(String chinese, String english) {
        return this == ENGLISH ? english : chinese;
    }
}
