package io.storyforge.runtime.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Every limit at its border and one over it. */
final class LimitsTest {
    @Test
    void takesTextUpToTheLimitAndStripsIt() {
        assertThat(Limits.required("x", " " + "字".repeat(5) + "\n", 5)).isEqualTo("字".repeat(5));
        refused(() -> Limits.required("x", "字".repeat(6), 5), "x has 6 characters, at most 5 are allowed");
    }

    @Test
    void countsCharactersOutsideTheBasicPlaneOnce() {
        assertThat(Limits.required("x", "😀".repeat(5), 5)).hasSize(10);
        refused(() -> Limits.required("x", "😀".repeat(6), 5), "x has 6 characters");
    }

    @Test
    void refusesBlankRequiredText() {
        refused(() -> Limits.required("x", " \t\n", 5), "x is blank");
        assertThat(Limits.optional("x", " \t\n", 5)).isEmpty();
    }

    @Test
    void limitsTheTextsOfDrafts() {
        border(Limits.TITLE, text -> RunDraft.builder().title(text));
        border(Limits.TEXT, text -> RunDraft.builder().goal(text));
        border(Limits.TEXT, text -> RunDraft.builder().summary(text));
        border(Limits.KEY, text -> RunDraft.builder().intentKey(text));
        border(Limits.KEY, text -> RunDraft.builder().platform(text));
        border(Limits.KEY, text -> RunDraft.builder().platformScope(text));
        border(Limits.STEP, text -> RunDraft.builder().step(text));
        border(Limits.KEY, text -> RunDraft.builder().step("step", text));
        border(Limits.TEXT, text -> RunDraft.builder().step("step", "tool", Map.of(), text));
    }

    @Test
    void limitsTheNumberOfSteps() {
        RunDraft.Builder draft = RunDraft.builder().title("t");
        for (int i = 0; i < 50; i++) {
            draft.step("step " + i);
        }
        assertThat(draft.build().steps()).hasSize(50);
        refused(() -> draft.step("one more"), "at most 50 steps");
    }

    @Test
    void limitsTheTextsOfDescriptors() {
        border(Limits.KEY, SourceDescriptor::forScreen);
        border(Limits.KEY, text -> SourceDescriptor.forScreen("s").action(text, "label"));
        border(Limits.LABEL, text -> SourceDescriptor.forScreen("s").action("key", text));
        border(Limits.TEXT, text -> SourceDescriptor.forScreen("s").action("k", "l", action -> action.summary(text)));
        border(Limits.KEY, text -> SourceDescriptor.forScreen("s").action("k", "l", action -> action.slot(text)));
        border(Limits.KEY, text -> SourceDescriptor.forScreen("s").action("k", "l", action -> action.platform(text)));
        border(Limits.LABEL, text -> new SourceDescriptor.Offer(text, "", Map.of()));
        border(Limits.KEY, text -> SourceDescriptor.forScreen("s").setting(text, false, false));
        border(Limits.KEY, text -> ToolDescriptor.of(text, "label", Effect.READ_ONLY));
        border(Limits.LABEL, text -> ToolDescriptor.of("key", text, Effect.READ_ONLY));
    }

    @Test
    void limitsTheTextsOfOutcomesAndQuestions() {
        border(Limits.REASON, HandoffOutcome::declined);
        border(Limits.REASON, ToolOutcome::failed);
        border(Limits.TEXT, text -> ToolResult.builder().summary(text));
        border(Limits.KEY, text -> ToolResult.builder().put(text, "k", Map.of()));
        border(Limits.LABEL, text -> ToolResult.builder().put("c", text, Map.of()));
        border(Limits.TITLE, text -> ToolResult.builder().table(text, List.of(), List.of()));
        border(Limits.REASON, Question::ask);
        border(Limits.KEY, text -> Question.ask("q").text(text, "label", true));
        border(Limits.LABEL, text -> Question.ask("q").text("name", text, true));
    }

    @Test
    void limitsTheRowsOfTables() {
        List<Object> row = List.of("cell");
        assertThat(new ToolResult.Table("t", List.of("c"), Collections.nCopies(1_000, row)).rows())
                .hasSize(1_000);
        refused(
                () -> new ToolResult.Table("t", List.of("c"), Collections.nCopies(1_001, row)),
                "table 't' has 1001 rows, at most 1000 are allowed");
    }

    private interface Taker {
        Object take(String text);
    }

    private static void border(int limit, Taker taker) {
        assertThat(taker.take("字".repeat(limit))).isNotNull();
        refused(() -> taker.take("字".repeat(limit + 1)), "at most %d are allowed".formatted(limit));
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }
}
