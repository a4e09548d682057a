package io.storyforge.runtime.server.json;

/** Halves of surrogate pairs: Java text can hold one alone, UTF-8 cannot. */
final class Surrogates {
    private Surrogates() {}

    static boolean loneIn(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (lone(text, i)) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /** True when the surrogate at the index, which is no second half of a pair, has no second half. */
    static boolean lone(String text, int index) {
        return !Character.isHighSurrogate(text.charAt(index))
                || index + 1 == text.length()
                || !Character.isLowSurrogate(text.charAt(index + 1));
    }
}
