package io.storyforge.runtime.run;

import io.storyforge.runtime.run.RunDecision.FieldProblem;
import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether an answer fits its question; names every problem at once. */
final class AnswerCheck {
    private static final int MAX_TEXT = 2_000;

    private AnswerCheck() {}

    static List<FieldProblem> problems(Question question, Content answer) {
        List<FieldProblem> problems = new ArrayList<>();
        for (Question.Field field : question.fields()) {
            if (!answer.has(field.name())) {
                if (field.required()) {
                    problems.add(new FieldProblem(field.name(), "required", "%s is required".formatted(field.name())));
                }
            } else {
                problem(field, answer).ifPresent(problems::add);
            }
        }
        return problems;
    }

    private static Optional<FieldProblem> problem(Question.Field field, Content answer) {
        boolean fits = switch (field.type()) {
            case "choice" ->
                answer.text(field.name()).filter(field.choices()::containsKey).isPresent();
            case "number" ->
                answer.asMap().get(field.name()) instanceof Number
                        && answer.number(field.name()).isPresent();
            case "date" -> answer.date(field.name()).isPresent();
            default -> textFits(field, answer);
        };
        if (fits) {
            return Optional.empty();
        }
        String allowed = field.type().equals("choice")
                ? "one of " + String.join(", ", field.choices().keySet())
                : field.type();
        return Optional.of(new FieldProblem(field.name(), "invalid", "%s must be %s".formatted(field.name(), allowed)));
    }

    private static boolean textFits(Question.Field field, Content answer) {
        return answer.asMap().get(field.name()) instanceof String text
                && text.length() <= MAX_TEXT
                && !(field.required() && text.isBlank());
    }
}
