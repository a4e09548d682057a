package io.storyforge.handoff.dashboard;

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

    static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f%%", fraction * 100);
    }

    static String signedPercent(double fraction, Language language) {
        double percent = Math.rint(fraction * 100);
        return percent == 0 ? language.say("持平", "unchanged") : String.format(Locale.ROOT, "%+.0f%%", percent);
    }

    static String whole(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    static double rounded(double value, int decimals) {
        double factor = Math.pow(10, decimals);
        return Math.rint(value * factor) / factor;
    }
}
