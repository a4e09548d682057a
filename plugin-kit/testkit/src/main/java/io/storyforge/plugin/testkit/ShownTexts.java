package io.storyforge.plugin.testkit;

import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.Question;
import io.storyforge.runtime.spi.RunDraft;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.spi.ToolResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Every text that an answer shows or stores, to look for words of the wrong language in it. Where the names in the test's
 * data are ASCII, whatever is Chinese was written by the plugin.
 */
public final class ShownTexts {
    /** Characters, and the marks that are as wide as they are. */
    private static final Pattern CHINESE = Pattern.compile("[\\p{IsHan}\\u3000-\\u303F\\uFF00-\\uFFEF]");

    private ShownTexts() {}

    /** The texts of a draft, or of the words that decline it. */
    public static List<String> of(HandoffOutcome outcome) {
        return switch (outcome) {
            case HandoffOutcome.Declined(String reason) -> List.of(reason);
            case HandoffOutcome.Drafted(RunDraft draft) -> of(draft);
        };
    }

    /** The texts of a draft, the arguments of its steps among them. */
    public static List<String> of(RunDraft draft) {
        List<String> texts = new ArrayList<>(List.of(draft.title(), draft.goal(), draft.summary()));
        draft.steps().forEach(step -> collect(List.of(step.title(), step.detail(), step.arguments()), texts));
        return texts;
    }

    /** The texts of a result, a question or a failure. */
    public static List<String> of(ToolOutcome outcome) {
        return switch (outcome) {
            case ToolOutcome.Done(ToolResult result) -> of(result);
            case ToolOutcome.Asked(Question question) -> of(question);
            case ToolOutcome.Failed(String reason) -> List.of(reason);
        };
    }

    /** The texts of a result: what people read, and what is kept for other steps and in documents. */
    public static List<String> of(ToolResult result) {
        List<String> texts = new ArrayList<>(List.of(result.summary()));
        collect(result.output(), texts);
        result.tables().forEach(table -> collect(List.of(table.title(), table.columns(), table.rows()), texts));
        result.changes().forEach(change -> texts.add(change.toString()));
        return texts;
    }

    private static List<String> of(Question question) {
        List<String> texts = new ArrayList<>(List.of(question.prompt()));
        question.fields().forEach(field -> collect(List.of(field.label(), field.choices()), texts));
        return texts;
    }

    /** Fails the test when there is no text, or when one holds a Chinese character or a full-width mark. */
    public static void areEnglish(Collection<String> texts) {
        List<String> chinese =
                texts.stream().filter(text -> CHINESE.matcher(text).find()).toList();
        Checks.that(!texts.isEmpty(), () -> "there is no text");
        Checks.that(chinese.isEmpty(), () -> "not English: %s".formatted(chinese));
    }

    private static void collect(Object value, List<String> texts) {
        switch (value) {
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
