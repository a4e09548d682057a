package io.storyforge.runtime.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Questions compare by what a person reads and answers. */
final class QuestionTest {
    @Test
    void isEqualByPromptAndFields() {
        Question question = question("多少？", "数量");

        assertThat(question)
                .isEqualTo(question("多少？", "数量"))
                .hasSameHashCodeAs(question("多少？", "数量"))
                .isNotEqualTo(question("几个？", "数量"))
                .isNotEqualTo(question("多少？", "个数"))
                .isNotEqualTo("多少？");
        assertThat(new HashSet<>(List.of(question, question("几个？", "数量"))).contains(question("多少？", "数量")))
                .isTrue();
    }

    @Test
    void differsByTypeNeedAndOrderOfFields() {
        Question question =
                Question.ask("q").text("a", "A", true).date("b", "B", true).build();

        for (Question other : Set.of(
                Question.ask("q").date("b", "B", true).text("a", "A", true).build(),
                Question.ask("q").number("a", "A", true).date("b", "B", true).build(),
                Question.ask("q").text("a", "A", false).date("b", "B", true).build(),
                Question.ask("q").text("a", "A", true).build())) {
            assertThat(question).isNotEqualTo(other);
        }
    }

    @Test
    void isEqualForTheSameChoices() {
        Map<String, String> choices = new LinkedHashMap<>(Map.of("x", "甲"));
        Question question = Question.ask("q").choice("c", "C", choices).build();
        choices.put("y", "乙");

        assertThat(question)
                .isEqualTo(Question.ask("q").choice("c", "C", Map.of("x", "甲")).build());
        assertThat(question)
                .isNotEqualTo(Question.ask("q").choice("c", "C", choices).build());
    }

    private static Question question(String prompt, String label) {
        return Question.ask(prompt).number("n", label, true).build();
    }
}
