package io.storyforge.runtime.spi;

/** A text in each language, for what is described once and read in any: labels and summaries. Immutable. */
public final class Wording {
    private final String chinese;
    private final String english;

    private Wording(String chinese, String english) {
        this.chinese = chinese;
        this.english = english;
    }

    /** A text in Chinese and in English. */
    public static Wording of(String chinese, String english) {
        return new Wording(chinese, english);
    }

    /** A text that is the same for all readers, because its author wrote one. */
    public static Wording same(String text) {
        return new Wording(text, text);
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

    @Override
    public boolean equals(Object other) {
        return other instanceof Wording text && text.chinese.equals(chinese) && text.english.equals(english);
    }

    @Override
    public int hashCode() {
        return chinese.hashCode() * 31 + english.hashCode();
    }

    @Override
    public String toString() {
        return chinese.equals(english) ? chinese : chinese + " / " + english;
    }
}
