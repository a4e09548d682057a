package io.storyforge.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.Plan;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunCommand;
import io.storyforge.runtime.run.RunKey;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.run.SampleRuns;
import io.storyforge.runtime.run.Waiting;
import io.storyforge.runtime.spi.Question;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Runs: what is stored comes back, whole. */
interface RunContract extends StoreFixture {
    @Test
    default void returnsNewRunWithEveryFieldEqual() {
        try (Scene scene = Scene.of(open())) {
            Run run = scene.draft(Scene.ANN);

            Sameness.assertSame(scene.stored(run), run);
        }
    }

    @Test
    default void returnsRunWithoutProjectWithBlankSnapshot() {
        try (Scene scene = Scene.of(open())) {
            Run run = scene.draft(Scene.ANN_ALONE);

            Run stored = scene.stored(run);

            Sameness.assertSame(stored, run);
            assertThat(stored.governance().projectId()).isEmpty();
            assertThat(stored.governance().layers()).isEmpty();
        }
    }

    @Test
    default void returnsRunWithoutExpiryAndWithoutSteps() {
        try (Scene scene = Scene.of(open())) {
            RunKey key = new RunKey(scene.newId(), 7, "");
            Run run = SampleRuns.unconfirmed(key, Scene.ANN, new Plan("nothing", 3, List.of()), Optional.empty());
            scene.write(records -> records.runs().insert(run, List.of(SampleRuns.created()), Scene.NOW));

            Sameness.assertSame(scene.stored(run), run);
        }
    }

    @Test
    default void returnsBlockedRunWithQuestionAndProgress() {
        try (Scene scene = Scene.of(open())) {
            Run running = scene.running(Scene.ANN);
            scene.apply(running, new RunCommand.StartStep(0));
            scene.apply(running, new RunCommand.ReportProgress(0, "已检查 18 / 30"));
            Map<String, String> choices = new LinkedHashMap<>();
            choices.put("z", "最后");
            choices.put("a", "最先");
            choices.put("m", "中间");
            Question question = Question.ask("哪一个？")
                    .choice("which", "选择", choices)
                    .number("count", "数量", false)
                    .date("day", "日期", true)
                    .text("note", "备注", false)
                    .build();

            Run blocked = scene.apply(running, new RunCommand.AskPerson(Waiting.Reason.TOOL, 0, question));

            assertThat(blocked.status()).isEqualTo(RunStatus.BLOCKED);
            Sameness.assertSame(scene.stored(running), blocked);
        }
    }

    @Test
    default void returnsFinishedRunWithResultAndTimes() {
        try (Scene scene = Scene.of(open())) {
            Run running = scene.running(Scene.ANN);
            for (int index = 0; index < 3; index++) {
                scene.apply(running, new RunCommand.StartStep(index));
                scene.apply(running, new RunCommand.FinishStep(index, "完成 " + index));
            }
            Map<String, Object> table =
                    Map.of("title", "变化", "columns", List.of("账号", "粉丝"), "rows", List.of(List.of("a", 12, true)));
            Map<String, Object> result = Map.of(
                    "summary", "找到 3 个", "tables", List.of(table), "output", Map.of("top", new BigDecimal("12.50")));

            Run done = scene.apply(running, new RunCommand.Complete(result, "找到 3 个"));

            Sameness.assertSame(scene.stored(running), done);
            assertThat(scene.stored(running).head().state().times().finished()).contains(Scene.NOW);
        }
    }

    @Test
    default void returnsAnswerOfStep() {
        try (Scene scene = Scene.of(open())) {
            Run running = scene.running(Scene.ANN);
            scene.apply(running, new RunCommand.StartStep(0));
            Question question = Question.ask("多少？").number("count", "数量", true).build();
            scene.apply(running, new RunCommand.AskPerson(Waiting.Reason.TOOL, 0, question));
            assertThat(scene.stored(running).questionId()).contains("1.1");

            Run answered = scene.apply(running, new RunCommand.Answer("ann", Map.of("count", 12.5)));

            Sameness.assertSame(scene.stored(running), answered);
        }
    }

    @Test
    default void replacesPlanOfEditedRun() {
        try (Scene scene = Scene.of(open())) {
            Run run = scene.draft(Scene.ANN);
            Plan plan = SampleRuns.plan();

            Run edited = scene.apply(
                    run, new RunCommand.EditPlan("ann", "另一个目标", plan.steps().subList(0, 1), Optional.empty()));

            Sameness.assertSame(scene.stored(run), edited);
        }
    }

    @Test
    default void keepsTimesToTheMillisecond() {
        try (Scene scene = Scene.of(open())) {
            Instant expires = Instant.parse("2027-01-02T03:04:05.006Z");
            RunKey key = new RunKey(scene.newId(), 1, "");
            Run run = SampleRuns.unconfirmed(key, Scene.ANN, SampleRuns.plan(), Optional.of(expires));
            scene.write(records -> records.runs().insert(run, List.of(SampleRuns.created()), Scene.NOW));

            assertThat(scene.stored(run).head().state().times())
                    .isEqualTo(run.head().state().times());
        }
    }

    @Test
    default void findsNothingUnderUnknownId() {
        try (Scene scene = Scene.of(open())) {
            scene.draft(Scene.ANN);

            assertThat(scene.find(records -> records.runs().find(SampleRuns.id(99))))
                    .isEmpty();
        }
    }

    @Test
    default void numbersRunsPerProjectOverAllUsers() {
        try (Scene scene = Scene.of(open())) {
            List<Long> numbers = List.of(
                    number(scene, Scene.ANN),
                    number(scene, Scene.BOB),
                    number(scene, new Lane("ann", "other")),
                    number(scene, Scene.ANN));

            assertThat(numbers).containsExactly(1L, 2L, 1L, 3L);
        }
    }

    @Test
    default void numbersRunsWithoutProjectPerUser() {
        try (Scene scene = Scene.of(open())) {
            List<Long> numbers = List.of(
                    number(scene, Scene.ANN_ALONE), number(scene, new Lane("bob", "")), number(scene, Scene.ANN_ALONE));

            assertThat(numbers).containsExactly(1L, 1L, 2L);
        }
    }

    private static long number(Scene scene, Lane lane) {
        return scene.store().write(records -> records.runs().nextNumber(lane));
    }
}
