package io.storyforge.runtime.run;

import static io.storyforge.runtime.run.SampleRuns.NOW;
import static io.storyforge.runtime.run.SampleRuns.accept;
import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.run.RunDecision.Accepted;
import io.storyforge.runtime.run.RunDecision.FieldProblem;
import io.storyforge.runtime.run.RunDecision.Refusal;
import io.storyforge.runtime.run.RunDecision.Refused;
import io.storyforge.runtime.spi.Question;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AnswersTest {
    private static final Instant LATER = NOW.plusSeconds(5);

    @Test
    void goesOnWithTheAnswerOfATool() {
        Accepted accepted = answer(Situations.blocked(), Map.of("count", 3));

        Run run = accepted.run();
        assertThat(run.status()).isEqualTo(RunStatus.RUNNING);
        assertThat(run.head().state().summary()).isEqualTo("主 Agent 正在执行");
        assertThat(run.head().state().blockedReason()).isEmpty();
        assertThat(run.waiting()).isEmpty();
        StepProgress progress = run.plan().steps().getFirst().progress();
        assertThat(progress.status()).isEqualTo(StepStatus.PENDING);
        assertThat(progress.answer()).isEqualTo(Map.of("count", 3));
        assertThat(accepted.events()).extracting(NewEvent::type).containsExactly(EventType.ANSWERED);
        assertThat(accepted.events().getFirst().details())
                .containsEntry("by", "user-1")
                .containsEntry("answer", Map.of("count", 3))
                .containsEntry("step_id", "s1");
    }

    @Test
    void finishesAStepThatAPersonDid() {
        Question question = Question.ask("请完成").text("note", "结果说明", true).build();
        Run blocked = Situations.after(
                Situations.inStep(), new RunCommand.AskPerson(Waiting.Reason.PERSON_STEP, 0, question));

        StepProgress progress = answer(blocked, Map.of("note", "都检查过了"))
                .run()
                .plan()
                .steps()
                .getFirst()
                .progress();

        assertThat(progress.status()).isEqualTo(StepStatus.DONE);
        assertThat(progress.detail()).isEqualTo("都检查过了");
        assertThat(progress.finished()).contains(LATER);
    }

    @Test
    void finishesAnInterruptedStepThatTookEffect() {
        StepProgress progress = answer(interrupted(), Map.of("decision", "done", "note", "看到了"))
                .run()
                .plan()
                .steps()
                .get(1)
                .progress();

        assertThat(progress.status()).isEqualTo(StepStatus.DONE);
        assertThat(progress.detail()).contains("人工核对");
    }

    @Test
    void repeatsAnInterruptedStepWithoutEffect() {
        StepProgress progress = answer(interrupted(), Map.of("decision", "repeat"))
                .run()
                .plan()
                .steps()
                .get(1)
                .progress();

        assertThat(progress.status()).isEqualTo(StepStatus.PENDING);
        assertThat(progress.answer()).isEmpty();
        assertThat(progress.started()).isEmpty();
    }

    @Test
    void refusesADecisionThatWasNotOffered() {
        Refused refused = refusal(interrupted(), Map.of("decision", "whatever"));

        assertThat(refused.reason()).isEqualTo(Refusal.INVALID_ANSWER);
        assertThat(refused.problems())
                .containsExactly(new FieldProblem("decision", "invalid", "decision must be one of repeat, done"));
    }

    @Test
    void takesAnAnswerThatFitsEveryFieldType() {
        assertThat(problems(Map.of("which", "a", "count", 2.5, "day", "2026-11-23", "note", "好", "more", "x")))
                .isEmpty();
    }

    @Test
    void takesAnAnswerWithoutTheOptionalFields() {
        assertThat(problems(Map.of("which", "a", "count", 1, "day", "2026-11-23", "note", "好")))
                .isEmpty();
    }

    @Test
    void namesEveryProblemAtOnce() {
        Map<String, Object> wrong = Map.of("which", "c", "count", "12", "day", "23.11.2026", "note", " ", "more", 5);

        assertThat(problems(wrong))
                .containsExactly("which invalid", "count invalid", "day invalid", "note invalid", "more invalid");
        assertThat(problems(Map.of()))
                .containsExactly("which required", "count required", "day required", "note required");
    }

    @Test
    void refusesValuesOfOtherTypes() {
        Map<String, Object> wrong = Map.of(
                "which", List.of("a"), "count", true, "day", 20261123, "note", Map.of("text", "x"), "more", false);

        assertThat(problems(wrong)).hasSize(5);
    }

    @Test
    void takesTextUpToTheLimit() {
        Map<String, Object> answer =
                new LinkedHashMap<>(Map.of("which", "a", "count", 1, "day", "2026-11-23", "note", "字".repeat(2_000)));
        assertThat(problems(answer)).isEmpty();

        answer.put("note", "字".repeat(2_001));
        assertThat(problems(answer)).containsExactly("note invalid");
    }

    @Test
    void refusesImpossibleDays() {
        assertThat(problems(Map.of("which", "a", "count", 1, "day", "2026-02-30", "note", "x")))
                .containsExactly("day invalid");
    }

    @Test
    void takesTheAnswerToTheQuestionThatIsAskedNow() {
        Run blocked = Situations.blocked();

        assertThat(blocked.questionId()).contains("1.1");
        RunCommand answer = new RunCommand.Answer("user-1", Map.of("count", 3), Optional.of("1.1"));
        Run resumed = accept(blocked, answer, LATER).run();
        assertThat(resumed.status()).isEqualTo(RunStatus.RUNNING);
        assertThat(resumed.questionId()).isEmpty();
    }

    @Test
    void refusesTheAnswerToAnEarlierQuestionOfTheSameStep() {
        Run resumed = answer(Situations.blocked(), Map.of("count", 3)).run();
        Question same = Situations.blocked().waiting().orElseThrow().question();
        Run again = Situations.after(
                resumed, new RunCommand.StartStep(0), new RunCommand.AskPerson(Waiting.Reason.TOOL, 0, same));

        assertThat(again.questionId()).contains("1.2");
        RunCommand late = new RunCommand.Answer("user-1", Map.of("count", 3), Optional.of("1.1"));
        Refused refused = (Refused) RunMachine.decide(again, late, LATER);
        assertThat(refused.reason()).isEqualTo(Refusal.QUESTION_CHANGED);
        assertThat(refused.problems()).isEmpty();
    }

    @Test
    void refusesTheAnswerToAnotherQuestionBeforeLookingAtIt() {
        RunCommand other = new RunCommand.Answer("user-1", Map.of("count", "drei"), Optional.of("7.1"));

        Refused refused = (Refused) RunMachine.decide(Situations.blocked(), other, NOW);

        assertThat(refused.reason()).isEqualTo(Refusal.QUESTION_CHANGED);
    }

    @Test
    void staysBlockedAfterAnAnswerThatDoesNotFit() {
        Run blocked = Situations.blocked();

        assertThat(RunMachine.decide(blocked, new RunCommand.Answer("user-1", Map.of("count", "drei")), NOW))
                .isInstanceOf(Refused.class);
        assertThat(answer(blocked, Map.of("count", 3)).run().status()).isEqualTo(RunStatus.RUNNING);
    }

    private static Run interrupted() {
        return Situations.after(Situations.inStepWithEffects(), new RunCommand.Recover());
    }

    private static Accepted answer(Run run, Map<String, Object> answer) {
        return accept(run, new RunCommand.Answer("user-1", answer), LATER);
    }

    private static Refused refusal(Run run, Map<String, Object> answer) {
        return (Refused) RunMachine.decide(run, new RunCommand.Answer("user-1", answer), NOW);
    }

    private static List<String> problems(Map<String, Object> answer) {
        Map<String, String> choices = new LinkedHashMap<>();
        choices.put("a", "第一");
        choices.put("b", "第二");
        Question question = Question.ask("请填写")
                .choice("which", "哪个", choices)
                .number("count", "数量", true)
                .date("day", "日期", true)
                .text("note", "说明", true)
                .text("more", "补充", false)
                .build();
        Run blocked = Situations.after(Situations.inStep(), new RunCommand.AskPerson(Waiting.Reason.TOOL, 0, question));
        return switch (RunMachine.decide(blocked, new RunCommand.Answer("user-1", answer), NOW)) {
            case Accepted ignored -> List.of();
            case Refused refused ->
                refused.problems().stream()
                        .map(problem -> problem.field() + " " + problem.code())
                        .toList();
        };
    }
}
