package io.storyforge.handoff.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.spi.RunDraft;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.spi.ToolResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Every text in a draft or a result, to look for words of the wrong language in it. */
final class Said {
    private static final Pattern CHINESE = Pattern.compile("[\\p{IsHan}\\u3000-\\u303F\\uFF00-\\uFFEF]");
    private static final Pattern UNFINISHED = Pattern.compile("%[a-z\\d$]|  |\\s$|[;:][A-Za-z]|\\.[A-Z]");

    private Said() {}

    static List<String> in(RunDraft draft) {
        List<String> texts = new ArrayList<>(List.of(draft.title(), draft.goal(), draft.summary()));
        draft.steps().forEach(step -> {
            texts.add(step.title());
            texts.add(step.detail());
            collect(step.arguments(), texts);
        });
        return texts;
    }

    static List<String> in(ToolResult result) {
        List<String> texts = new ArrayList<>(List.of(result.summary()));
        collect(result.output(), texts);
        result.tables().forEach(table -> {
            texts.add(table.title());
            collect(table.columns(), texts);
            collect(table.rows(), texts);
        });
        return texts;
    }

    static List<String> in(ToolOutcome outcome) {
        return switch (outcome) {
            case ToolOutcome.Done(ToolResult result) -> in(result);
            case ToolOutcome.Failed(String reason) -> List.of(reason);
            case ToolOutcome.Asked asked -> throw new AssertionError("nothing here asks: " + asked);
        };
    }

    /** Fails on a Chinese character or full-width mark anywhere. */
    static void isWithoutChinese(Collection<String> texts) {
        assertThat(texts).isNotEmpty().noneMatch(Said::chinese);
    }

    /** Fails on a Chinese character, and on a sentence that is not put together as English is written. */
    static void isPlainEnglish(String sentence) {
        isWithoutChinese(List.of(sentence));
        assertThat(sentence).doesNotContainPattern(UNFINISHED);
    }

    static boolean chinese(String text) {
        return CHINESE.matcher(text).find();
    }

    private static void collect(Object value, List<String> texts) {
        switch (value) {
            case String text -> texts.add(text);
            case Map<?, ?> map ->
                map.forEach((key, element) -> {
                    texts.add(key.toString());
                    collect(element, texts);
                });
            case Collection<?> list -> list.forEach(element -> collect(element, texts));
            default -> texts.add(value.toString());
        }
    }
}
