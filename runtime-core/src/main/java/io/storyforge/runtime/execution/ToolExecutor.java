package io.storyforge.runtime.execution;

import io.storyforge.runtime.plugin.Tools;
import io.storyforge.runtime.run.PlanStep;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.Waiting;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.Question;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.spi.ToolResult;
import io.storyforge.runtime.spi.Wording;

/** The built-in executor: a step with a tool calls it, a step without one asks the person. Needs no model. */
public final class ToolExecutor implements Executor {
    private static final Wording NO_TOOL = Wording.of(
            "没有找到工具 %s：提供它的插件未安装或未启用。",
            "There is no tool %s: the plugin that brings it is not installed or not active.");
    private static final Wording TOOL_FAILED =
            Wording.of("工具 %s 执行出错，管理员可在日志中查看原因。", "The tool %s failed; an administrator finds the cause in the log.");
    private static final Wording TIMED_OUT =
            Wording.of("工具 %s 超过时限没有完成。", "The tool %s was not done within its time limit.");
    private static final Wording BUSY = Wording.of("工具 %s 正忙，请稍后重试。", "The tool %s is busy; please try again later.");
    private static final Wording NOT_READ_ONLY = Wording.of(
            "工具 %s 声明为只读，却要修改数据，已拒绝。", "The tool %s says it only reads, but asked to change data; this was refused.");
    private static final Wording NO_PROJECT =
            Wording.of("这个运行不属于任何项目，没有可以修改的数据。", "This run belongs to no project, so there is no data to change.");

    private final Tools tools;

    /** An executor that calls the given tools. */
    public ToolExecutor(Tools tools) {
        this.tools = tools;
    }

    @Override
    public String key() {
        return "tools";
    }

    @Override
    public StepOutcome perform(StepWork work) {
        PlanStep step = work.run().plan().steps().get(work.index());
        Language language = work.run().language();
        if (step.asksPerson()) {
            return new StepOutcome.Asked(Waiting.Reason.PERSON_STEP, personStep(step, language));
        }
        Tools.Answer answer = tools.call(
                new Tools.Step(work.run(), work.index(), work.earlier(), work.cancellation(), work.progress()));
        if (work.cancellation().requested() && !(answer instanceof Tools.Answer.Answered)) {
            return new StepOutcome.Stopped();
        }
        return switch (answer) {
            case Tools.Answer.Answered(ToolOutcome outcome) -> outcome(step, work.run(), outcome);
            case Tools.Answer.NoTool(String key) -> failed(NO_TOOL, language, key);
            case Tools.Answer.ToolFailed(String key) -> failed(TOOL_FAILED, language, key);
            case Tools.Answer.TimedOut(String key) -> failed(TIMED_OUT, language, key);
            case Tools.Answer.Busy(String key) -> failed(BUSY, language, key);
        };
    }

    private static StepOutcome failed(Wording reason, Language language, String tool) {
        return new StepOutcome.Failed(reason.in(language).formatted(tool));
    }

    private static StepOutcome outcome(PlanStep step, Run run, ToolOutcome outcome) {
        return switch (outcome) {
            case ToolOutcome.Done(ToolResult result)
            when !result.changes().isEmpty() && !step.effect().changesSomething() ->
                failed(NOT_READ_ONLY, run.language(), step.tool());
            case ToolOutcome.Done(ToolResult result)
            when !result.changes().isEmpty() && run.lane().projectId().isEmpty() ->
                failed(NO_PROJECT, run.language(), step.tool());
            case ToolOutcome.Done(ToolResult result) -> new StepOutcome.Done(result);
            case ToolOutcome.Asked(Question question) -> new StepOutcome.Asked(Waiting.Reason.TOOL, question);
            case ToolOutcome.Failed(String reason) -> new StepOutcome.Failed(reason);
        };
    }

    private static Question personStep(PlanStep step, Language language) {
        String prompt = language.say("请完成「%s」，完成后填写结果。", "Please do “%s”, then say what came of it.");
        return Question.ask(prompt.formatted(step.title()))
                .text("note", language.say("结果说明", "What came of it"), true)
                .build();
    }
}
