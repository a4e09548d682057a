package io.storyforge.handoff.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.RunDraft;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.spi.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Everything that an outcome shows or stores, as texts; with names in ASCII, whatever is Chinese is the plugin's. */
final class ShownTexts {
    private static final Pattern CHINESE = Pattern.compile("[\\p{IsHan}\\u3000-\\u303F\\uFF00-\\uFFEF“”‘’]");

    private ShownTexts() {}

    static List<String> of(HandoffOutcome outcome) {
        return switch (outcome) {
            case HandoffOutcome.Declined declined -> List.of(declined.reason());
            case HandoffOutcome.Drafted drafted -> of(drafted.draft());
        };
    }

    static List<String> of(ToolOutcome outcome) {
        return switch (outcome) {
            case ToolOutcome.Done done -> of(done.result());
            case ToolOutcome.Asked asked -> List.of(asked.question().prompt());
            case ToolOutcome.Failed failed -> List.of(failed.reason());
        };
    }

    /** Fails when there is no text, or when one holds a Chinese character or a full-width mark. */
    static void areEnglish(List<String> texts) {
        assertThat(texts).isNotEmpty().allSatisfy(text -> assertThat(text).doesNotContainPattern(CHINESE));
    }

    private static List<String> of(RunDraft draft) {
        List<String> texts = new ArrayList<>(List.of(draft.title(), draft.goal(), draft.summary()));
        for (RunDraft.Step step : draft.steps()) {
            texts.addAll(List.of(step.title(), step.detail(), step.arguments().toString()));
        }
        return texts;
    }

    private static List<String> of(ToolResult result) {
        List<String> texts =
                new ArrayList<>(List.of(result.summary(), result.output().toString()));
        for (ToolResult.Table table : result.tables()) {
            texts.addAll(List.of(
                    table.title(), table.columns().toString(), table.rows().toString()));
        }
        result.changes().forEach(change -> texts.add(change.toString()));
        return texts;
    }
}
