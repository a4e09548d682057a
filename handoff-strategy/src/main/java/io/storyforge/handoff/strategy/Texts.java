package io.storyforge.handoff.strategy;

import io.storyforge.runtime.spi.Language;
import java.util.Locale;

/** Words and numbers as people read them. */
final class Texts {
    private Texts() {}

    /** The text in at most {@code limit} characters, cut between characters and marked when cut. */
    static String shorten(String text, int limit) {
        if (text.codePointCount(0, text.length()) <= limit) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, limit - 1)) + "…";
    }

    /** What stands between clauses of a list. */
    static String semicolon(Language language) {
        return language.say("；", "; ");
    }

    /** A share in percent, with decimals only when it has some. */
    static String share(double percent) {
        if (percent == Math.rint(percent)) {
            return String.format(Locale.ROOT, "%.0f%%", percent);
        }
        return String.format(Locale.ROOT, "%.1f%%", percent);
    }

    static String rate(double fraction) {
        return String.format(Locale.ROOT, "%.2f%%", fraction * 100);
    }
}
