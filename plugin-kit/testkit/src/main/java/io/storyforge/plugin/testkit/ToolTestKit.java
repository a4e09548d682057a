package io.storyforge.plugin.testkit;

import io.storyforge.runtime.spi.Question;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.spi.ToolResult;
import java.util.List;
import java.util.Map;

/** One call of a tool, made by {@link HandoffTestKit#tool}: set what it finds, then say how it must end. */
public final class ToolTestKit {
    private final HostedSource source;
    private final String key;
    private final FakeToolCall call;

    ToolTestKit(HostedSource source, String key, FakeToolCall call) {
        this.source = source;
        this.key = key;
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
        throw new AssertionError("tool '%s' ended as %s".formatted(key, outcome));
    }

    /** Calls the tool: the question it asks; fails the test when it ends otherwise. */
    public Question asked() {
        ToolOutcome outcome = outcome();
        if (outcome instanceof ToolOutcome.Asked(Question question)) {
            return question;
        }
        throw new AssertionError("tool '%s' ended as %s".formatted(key, outcome));
    }

    /** Calls the tool: the reason it gives for failing; fails the test when it ends otherwise. */
    public String failed() {
        ToolOutcome outcome = outcome();
        if (outcome instanceof ToolOutcome.Failed(String reason)) {
            return reason;
        }
        throw new AssertionError("tool '%s' ended as %s".formatted(key, outcome));
    }

    /** Calls the tool, however it ends; fails the test when it throws, answers {@code null} or is too slow. */
    public ToolOutcome outcome() {
        return source.call(key, call);
    }

    /** What the tool said about its progress, oldest first. */
    public List<String> progress() {
        return call.progressTexts();
    }
}
