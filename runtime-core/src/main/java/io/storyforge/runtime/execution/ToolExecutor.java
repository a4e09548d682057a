package io.storyforge.runtime.execution;

import io.storyforge.runtime.plugin.Tools;
import io.storyforge.runtime.run.PlanStep;
import io.storyforge.runtime.run.Waiting;
import io.storyforge.runtime.spi.Question;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.spi.ToolResult;

/** The built-in executor: a step with a tool calls it, a step without one asks the person. Needs no model. */
public final class ToolExecutor implements Executor {
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
        if (step.asksPerson()) {
            return new StepOutcome.Asked(Waiting.Reason.PERSON_STEP, personStep(step));
        }
        Tools.Answer answer = tools.call(
                new Tools.Step(work.run(), work.index(), work.earlier(), work.cancellation(), work.progress()));
        if (work.cancellation().requested() && !(answer instanceof Tools.Answer.Answered)) {
            return new StepOutcome.Stopped();
        }
        return switch (answer) {
            case Tools.Answer.Answered(ToolOutcome outcome) ->
                outcome(step, work.run().lane().projectId().isEmpty(), outcome);
            case Tools.Answer.NoTool(String key) -> new StepOutcome.Failed("没有找到工具 %s：提供它的插件未安装或未启用。".formatted(key));
            case Tools.Answer.ToolFailed(String key) ->
                new StepOutcome.Failed("工具 %s 执行出错，管理员可在日志中查看原因。".formatted(key));
            case Tools.Answer.TimedOut(String key) -> new StepOutcome.Failed("工具 %s 超过时限没有完成。".formatted(key));
            case Tools.Answer.Busy(String key) -> new StepOutcome.Failed("工具 %s 正忙，请稍后重试。".formatted(key));
        };
    }

    private static StepOutcome outcome(PlanStep step, boolean projectless, ToolOutcome outcome) {
        return switch (outcome) {
            case ToolOutcome.Done(ToolResult result)
            when !result.changes().isEmpty() && !step.effect().changesSomething() ->
                new StepOutcome.Failed("工具 %s 声明为只读，却要修改数据，已拒绝。".formatted(step.tool()));
            case ToolOutcome.Done(ToolResult result)
            when !result.changes().isEmpty() && projectless -> new StepOutcome.Failed("这个运行不属于任何项目，没有可以修改的数据。");
            case ToolOutcome.Done(ToolResult result) -> new StepOutcome.Done(result);
            case ToolOutcome.Asked(Question question) -> new StepOutcome.Asked(Waiting.Reason.TOOL, question);
            case ToolOutcome.Failed(String reason) -> new StepOutcome.Failed(reason);
        };
    }

    private static Question personStep(PlanStep step) {
        return Question.ask("请完成「%s」，完成后填写结果。".formatted(step.title()))
                .text("note", "结果说明", true)
                .build();
    }
}
