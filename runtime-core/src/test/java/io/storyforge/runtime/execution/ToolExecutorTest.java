package io.storyforge.runtime.execution;

import static io.storyforge.runtime.execution.RunStage.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.execution.Executor.StepOutcome;
import io.storyforge.runtime.execution.Executor.StepWork;
import io.storyforge.runtime.plugin.CancelSignal;
import io.storyforge.runtime.plugin.PluginLimits;
import io.storyforge.runtime.plugin.SampleSource;
import io.storyforge.runtime.plugin.Tools;
import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.Plan;
import io.storyforge.runtime.run.PlanStep;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunCommand;
import io.storyforge.runtime.run.RunKey;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.run.SampleRuns;
import io.storyforge.runtime.run.Waiting;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.Question;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.store.InMemoryStore;
import io.storyforge.runtime.store.RuntimeStore;
import io.storyforge.runtime.testkit.HeardLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a step's outcome is, for each way in which its tool can end. */
@Timeout(60) // latches without limits would hang a broken build
final class ToolExecutorTest {
    private static final PluginLimits PATIENT =
            new PluginLimits(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20), 2);
    private static final PluginLimits HURRIED =
            new PluginLimits(Duration.ofSeconds(20), Duration.ofMillis(100), Duration.ofSeconds(20), 2);

    private final CancelSignal cancellation = new CancelSignal();

    @Test
    void isDoneWithTheToolsResult() {
        StepOutcome outcome = perform(Effect.READ_ONLY, call -> ToolOutcome.done(result -> result.summary("看过")));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        StepOutcome.Done.class,
                        done -> assertThat(done.result().summary()).isEqualTo("看过"));
    }

    @Test
    void asksWhatTheToolAsks() {
        Question question = Question.ask("多少？").number("n", "数量", true).build();

        assertThat(perform(Effect.READ_ONLY, call -> ToolOutcome.asked(question)))
                .isEqualTo(new StepOutcome.Asked(Waiting.Reason.TOOL, question));
    }

    @Test
    void failsForTheToolsReason() {
        assertThat(perform(Effect.READ_ONLY, call -> ToolOutcome.failed("先导入账号")))
                .isEqualTo(new StepOutcome.Failed("先导入账号"));
    }

    @Test
    void asksThePersonWhereAStepHasNoTool() {
        PlanStep personal = PlanStep.planned("s1", "拍摄视频", "", Map.of(), Effect.READ_ONLY, "");

        StepOutcome outcome = executor(new InMemoryStore(), PATIENT, call -> ToolOutcome.failed("不会调用"))
                .perform(work(personal, SampleRuns.LANE));

        assertThat(outcome).isInstanceOfSatisfying(StepOutcome.Asked.class, asked -> {
            assertThat(asked.reason()).isEqualTo(Waiting.Reason.PERSON_STEP);
            assertThat(asked.question().prompt()).contains("拍摄视频");
            assertThat(asked.question().fields())
                    .extracting(Question.Field::name)
                    .containsExactly("note");
        });
    }

    @Test
    void failsWithoutTheTool() {
        StepOutcome outcome = executor(new InMemoryStore(), PATIENT, call -> ToolOutcome.failed("不会调用"))
                .perform(work(step(2, Effect.READ_ONLY), SampleRuns.LANE));

        assertThat(outcome).isEqualTo(new StepOutcome.Failed("没有找到工具 tool-2：提供它的插件未安装或未启用。"));
    }

    @Test
    void failsWithAFixedSentenceWhenTheToolThrows() {
        try (HeardLog log = new HeardLog(Tools.class)) {
            StepOutcome outcome = perform(Effect.READ_ONLY, call -> {
                throw new IllegalStateException("internal words");
            });

            assertThat(outcome).isEqualTo(new StepOutcome.Failed("工具 tool-1 执行出错，管理员可在日志中查看原因。"));
            assertThat(log.messages()).hasSize(1);
        }
    }

    @Test
    void failsWhenTheToolIsLate() {
        StepOutcome outcome = executor(new InMemoryStore(), HURRIED, call -> {
                    new CountDownLatch(1).await();
                    return ToolOutcome.failed("太晚");
                })
                .perform(work(step(1, Effect.READ_ONLY), SampleRuns.LANE));

        assertThat(outcome).isEqualTo(new StepOutcome.Failed("工具 tool-1 超过时限没有完成。"));
    }

    @Test
    void saysInTheLanguageOfTheRunWhyAStepFailed() {
        assertThat(inEnglish(step(2, Effect.READ_ONLY), SampleRuns.LANE))
                .isEqualTo("There is no tool tool-2: the plugin that brings it is not installed or not active.");
        assertThat(inEnglish(step(1, Effect.READ_ONLY), SampleRuns.LANE))
                .isEqualTo("The tool tool-1 says it only reads, but asked to change data; this was refused.");
        assertThat(inEnglish(step(1, Effect.REVERSIBLE), new Lane("ann", "")))
                .isEqualTo("This run belongs to no project, so there is no data to change.");
    }

    @Test
    void tellsTheToolTheLanguageOfTheRun() {
        ToolExecutor executor = executor(
                new InMemoryStore(),
                PATIENT,
                call -> ToolOutcome.failed(call.language().say("中文", "English")));
        StepWork chinese = work(step(1, Effect.READ_ONLY), SampleRuns.LANE);

        assertThat(executor.perform(chinese)).isEqualTo(new StepOutcome.Failed("中文"));
        assertThat(executor.perform(english(chinese))).isEqualTo(new StepOutcome.Failed("English"));
    }

    @Test
    void refusesChangesOfAReadOnlyStep() {
        assertThat(perform(Effect.READ_ONLY, call -> changes()))
                .isEqualTo(new StepOutcome.Failed("工具 tool-1 声明为只读，却要修改数据，已拒绝。"));
        assertThat(perform(Effect.REVERSIBLE, call -> changes())).isInstanceOf(StepOutcome.Done.class);
    }

    @Test
    void refusesChangesWithoutAProject() {
        StepOutcome outcome = executor(new InMemoryStore(), PATIENT, call -> changes())
                .perform(work(step(1, Effect.REVERSIBLE), new Lane("ann", "")));

        assertThat(outcome).isEqualTo(new StepOutcome.Failed("这个运行不属于任何项目，没有可以修改的数据。"));
    }

    @Test
    void stopsWhenTheToolEndsBecauseOfTheCancel() {
        StepOutcome outcome = perform(Effect.READ_ONLY, call -> {
            cancellation.request();
            call.cancellation().throwIfRequested();
            return ToolOutcome.failed("没有取消");
        });

        assertThat(outcome).isEqualTo(new StepOutcome.Stopped());
    }

    @Test
    void keepsTheResultOfAToolThatWasDoneInSpiteOfTheCancel() {
        StepOutcome outcome = perform(Effect.READ_ONLY, call -> {
            cancellation.request();
            return ToolOutcome.done(result -> result.summary("看过"));
        });

        assertThat(outcome).isInstanceOf(StepOutcome.Done.class);
    }

    @Test
    void saysCancelledOnlyWhenTheToolReturned() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (RunStage stage = new RunStage()) {
            stage.start(executor(stage.store, PATIENT, call -> {
                entered.countDown();
                stubborn(release, interrupted);
                return changes();
            }));
            Run run = stage.confirmed(step(1, Effect.REVERSIBLE));
            entered.await();
            stage.command(run, new RunCommand.Cancel("ann", "不需要了"));

            interrupted.await();

            assertThat(stage.stored(run).status()).isEqualTo(RunStatus.CANCELLING);
            release.countDown();
            stage.await(run, RunStatus.CANCELLED);
            assertThat(stage.store.<Long>read(records -> records.documents().count("shop", "accounts")))
                    .as("changes of a cancelled step")
                    .isZero();
        }
    }

    @Test
    void writesTheChangesWithTheStep() {
        try (RunStage stage = new RunStage()) {
            stage.start(executor(stage.store, PATIENT, call -> changes()));

            stage.await(stage.confirmed(step(1, Effect.REVERSIBLE)), RunStatus.DONE);

            assertThat(stage.store.<Long>read(records -> records.documents().count("shop", "accounts")))
                    .isEqualTo(1);
        }
    }

    private String inEnglish(PlanStep step, Lane lane) {
        StepOutcome outcome =
                executor(new InMemoryStore(), PATIENT, call -> changes()).perform(english(work(step, lane)));
        return outcome instanceof StepOutcome.Failed(String reason) ? reason : outcome.toString();
    }

    private static StepWork english(StepWork work) {
        return new StepWork(
                SampleRuns.inEnglish(work.run()), work.index(), work.earlier(), work.cancellation(), work.progress());
    }

    private StepOutcome perform(Effect effect, SampleSource.Working how) {
        return executor(new InMemoryStore(), PATIENT, how).perform(work(step(1, effect), SampleRuns.LANE));
    }

    private static ToolExecutor executor(RuntimeStore store, PluginLimits limits, SampleSource.Working how) {
        return new ToolExecutor(new Tools(
                SampleSource.registry(limits, () -> SampleRuns.NOW, new SampleSource("board").tool("tool-1", how)),
                store,
                () -> SampleRuns.NOW));
    }

    private StepWork work(PlanStep step, Lane lane) {
        Run run = SampleRuns.unconfirmed(
                new RunKey(SampleRuns.id(1), 1, "session-1"),
                lane,
                new Plan("目标", 1, List.of(step)),
                Optional.of(SampleRuns.EXPIRES));
        return new StepWork(run, 0, List.of(), cancellation, detail -> {});
    }

    private static ToolOutcome changes() {
        return ToolOutcome.done(result -> result.summary("改了").put("accounts", "a", Map.of("n", 1)));
    }

    private static void stubborn(CountDownLatch release, CountDownLatch interrupted) {
        while (true) {
            try {
                release.await();
                return;
            } catch (InterruptedException ignored) { // what this tool is for
                interrupted.countDown();
            }
        }
    }
}
