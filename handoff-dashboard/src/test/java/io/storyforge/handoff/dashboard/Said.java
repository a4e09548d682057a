package io.storyforge.handoff.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.plugin.testkit.ShownTexts;
import java.util.List;
import java.util.regex.Pattern;

/** How sentences are put together from parts. */
final class Said {
    private static final Pattern UNFINISHED = Pattern.compile("%[a-z\\d$]|  |\\s$|[;:][A-Za-z]|\\.[A-Z]");

    private Said() {}

    /** Fails on a Chinese character, and on a sentence that is not put together as English is written. */
    static void isPlainEnglish(String sentence) {
        ShownTexts.areEnglish(List.of(sentence));
        assertThat(sentence).doesNotContainPattern(UNFINISHED);
    }
}
