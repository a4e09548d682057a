package io.storyforge.runtime.spi;

/** A text in each language, for what is described once and read in any: labels and summaries. */
public record Wording(String chinese, String english) {

    /** A text that is the same for all readers, because its author wrote one. */
    public static Wording same(String text) {
        return new Wording(text, text);
    }

    /** A text in Chinese and in English. */
    public static Wording of(String chinese, String english) {
        return new Wording(chinese, english);
    }

    /** The text in the language. */
    public String in(Language language) {
        return language.say(chinese, english);
    }

    Wording required(String what, int limit) {
        return new Wording(Limits.required(what, chinese, limit), Limits.required(what, english, limit));
    }

    Wording optional(String what, int limit) {
        return new Wording(Limits.optional(what, chinese, limit), Limits.optional(what, english, limit));
    }
}
