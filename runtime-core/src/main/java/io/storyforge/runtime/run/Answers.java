package io.storyforge.runtime.run;

import io.storyforge.runtime.run.RunDecision.Accepted;
import io.storyforge.runtime.run.RunDecision.FieldProblem;
import io.storyforge.runtime.run.RunDecision.Refusal;
import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.Question;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A person's answer to a blocked run: what it does to the step that asked. */
final class Answers {
    private static final String DECISION = "decision";
    private static final String NOTE = "note";

    private Answers() {}

    /** The question after a crash in a step with effects. */
    static Question interruptedStep(PlanStep step, Language language) {
        Map<String, String> choices = new LinkedHashMap<>();
        choices.put("repeat", language.say("没有生效，再执行一次", "It did not take effect; do it again"));
        choices.put("done", language.say("已经生效，继续下一步", "It took effect; go on with the next step"));
        String prompt = language.say(
                "步骤「%s」执行到一半时服务中断，请核对它是否已经生效。",
                "The service was interrupted in the middle of the step “%s”. Please check whether it took effect.");
        return Question.ask(prompt.formatted(step.title()))
                .choice(DECISION, language.say("核对结果", "What you found"), choices)
                .text(NOTE, language.say("补充说明", "Note"), false)
                .build();
    }

    static RunDecision answer(Run run, RunCommand.Answer command, Instant now) {
        if (run.status() != RunStatus.BLOCKED || run.waiting().isEmpty()) {
            return RunMachine.wrongState(run, "answered");
        }
        if (command.questionId().isPresent() && !command.questionId().equals(run.questionId())) {
            return RunDecision.refused(Refusal.QUESTION_CHANGED, "another question is asked now");
        }
        Waiting waiting = run.waiting().get();
        Content answer = Content.of(command.answer());
        List<FieldProblem> problems = AnswerCheck.problems(waiting.question(), answer);
        if (!problems.isEmpty()) {
            return new RunDecision.Refused(Refusal.INVALID_ANSWER, "the answer does not fit the question", problems);
        }
        int index = waiting.stepIndex();
        Run resumed = run.with(run.plan().with(index, resumed(run, waiting, answer, now)))
                .waitingFor(Optional.empty())
                .moved(RunStatus.RUNNING, StatusText.RUNNING, now);
        Map<String, Object> details = new LinkedHashMap<>(Steps.details(run, index, ""));
        details.put("by", command.by());
        details.put("answer", answer.asMap());
        return new Accepted(
                resumed,
                List.of(new NewEvent(
                        EventType.ANSWERED, RunStatus.RUNNING, run.language().say("已回答", "Answered"), details)));
    }

    private static StepProgress resumed(Run run, Waiting waiting, Content answer, Instant now) {
        StepProgress asked = Steps.step(run, waiting.stepIndex()).progress().again(answer.asMap());
        String note = answer.text(NOTE).orElse("");
        return switch (waiting.reason()) {
            case TOOL -> asked;
            case PERSON_STEP -> asked.ended(StepStatus.DONE, note, now);
            case INTERRUPTED ->
                answer.text(DECISION).orElse("").equals("done")
                        ? asked.ended(
                                StepStatus.DONE,
                                run.language().say("由人工核对：已经生效", "Checked by a person: it took effect"),
                                now)
                        : asked.again(Map.of());
        };
    }
}
