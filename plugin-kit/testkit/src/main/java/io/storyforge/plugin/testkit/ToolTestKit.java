package io.storyforge.plugin.testkit;

import io.storyforge.runtime.plugin.CallGuard;
import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Question;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.spi.ToolResult;
import java.util.List;
import java.util.Map;

/** One call of a tool, made by {@link HandoffTestKit#tool}: set what it finds, then say how it must end. */
public final class ToolTestKit {
    private final AgentTool tool;
    private final FakeToolCall call;

    ToolTestKit(AgentTool tool, FakeToolCall call) {
        this.tool = tool;
        this.call = call;
    }

    /** Sets the step's arguments. */
    public ToolTestKit arguments(Map<String, ?> values) {
        call.with(values);
        return this;
    }

    /** Adds the output of an earlier step that used the tool. */
    public ToolTestKit after(String toolKey, Map<String, ?> output) {
        call.after(toolKey, output);
        return this;
    }

    /** Gives the person's answer to the question that the tool asked before. */
    public ToolTestKit answered(Map<String, ?> answer) {
        call.answered(answer);
        return this;
    }

    /** Lets a person cancel before the call. */
    public ToolTestKit cancelled() {
        call.cancelled();
        return this;
    }

    /** Calls the tool: its result; fails the test when it ends otherwise, or changes documents as a read-only tool. */
    public ToolResult done() {
        ToolOutcome outcome = outcome();
        if (outcome instanceof ToolOutcome.Done(ToolResult result)) {
            return result;
        }
        throw new AssertionError("tool '%s' ended as %s".formatted(key(), outcome));
    }

    /** Calls the tool: the question it asks; fails the test when it ends otherwise. */
    public Question asked() {
        ToolOutcome outcome = outcome();
        if (outcome instanceof ToolOutcome.Asked(Question question)) {
            return question;
        }
        throw new AssertionError("tool '%s' ended as %s".formatted(key(), outcome));
    }

    /** Calls the tool: the reason it gives for failing; fails the test when it ends otherwise. */
    public String failed() {
        ToolOutcome outcome = outcome();
        if (outcome instanceof ToolOutcome.Failed(String reason)) {
            return reason;
        }
        throw new AssertionError("tool '%s' ended as %s".formatted(key(), outcome));
    }

    /** Calls the tool, however it ends; fails the test when it throws, answers {@code null} or is too slow. */
    public ToolOutcome outcome() {
        ToolOutcome outcome = Guarded.answer("tool '%s'".formatted(key()), () -> tool.call(call));
        return ToolRules.checked(tool, outcome);
    }

    /** Cancels the call: it must end, and may do so by throwing. */
    void endsWhenCancelled() {
        call.cancelled();
        if (Guarded.outcome(Guarded.LIMIT, () -> tool.call(call)) instanceof CallGuard.Outcome.TimedOut<ToolOutcome>) {
            throw new AssertionError(
                    "tool '%s' did not end within %s although it was cancelled".formatted(key(), Guarded.LIMIT));
        }
    }

    /** What the tool said about its progress, oldest first. */
    public List<String> progress() {
        return call.progressTexts();
    }

    private String key() {
        return tool.descriptor().key();
    }
}
