package io.storyforge.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.Question;
import io.storyforge.runtime.spi.ToolOutcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ShownTextsTest {
    @Test
    void readsEveryTextOfADraftOrItsRefusal() {
        HandoffOutcome drafted = HandoffOutcome.drafted(draft -> draft.title("title")
                .goal("goal")
                .summary("summary")
                .step("step", "stub.look", Map.of("name", List.of("argument")), "detail"));

        assertThat(ShownTexts.of(drafted))
                .containsExactly("title", "goal", "summary", "step", "detail", "name", "argument");
        assertThat(ShownTexts.of(HandoffOutcome.declined("reason"))).containsExactly("reason");
    }

    @Test
    void readsEveryTextOfWhatAToolAnswers() {
        ToolOutcome done = ToolOutcome.done(result -> result.summary("summary")
                .output(Map.of("key", 1))
                .table("table", List.of("column"), List.of(List.of("cell")))
                .put("notes", "n1", Map.of("note", "kept")));
        ToolOutcome asked = ToolOutcome.asked(Question.ask("prompt")
                .choice("which", "label", Map.of("a", "choice"))
                .build());

        assertThat(ShownTexts.of(done)).contains("summary", "key", "1", "table", "column", "cell");
        assertThat(ShownTexts.of(done)).anyMatch(text -> text.contains("kept"));
        assertThat(ShownTexts.of(asked)).containsExactly("prompt", "label", "a", "choice");
        assertThat(ShownTexts.of(ToolOutcome.failed("reason"))).containsExactly("reason");
    }

    @Test
    void findsChineseCharactersAndFullWidthMarks() {
        ShownTexts.areEnglish(List.of("Plain “English”: 1,000 · 5%"));

        assertThatThrownBy(() -> ShownTexts.areEnglish(List.of("fine", "一个")))
                .hasMessageContaining("not English: [一个]");
        assertThatThrownBy(() -> ShownTexts.areEnglish(List.of("half，way"))).hasMessageContaining("half，way");
        assertThatThrownBy(() -> ShownTexts.areEnglish(List.of())).hasMessageContaining("no text");
    }
}
