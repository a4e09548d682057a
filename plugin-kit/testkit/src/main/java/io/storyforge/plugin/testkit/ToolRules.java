package io.storyforge.plugin.testkit;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.ToolOutcome;
import io.storyforge.runtime.spi.ToolResult;

/** What the server refuses although the tool answered. */
final class ToolRules {
    private ToolRules() {}

    /** The outcome, unless a tool that says it only reads changes documents. */
    static ToolOutcome checked(AgentTool tool, ToolOutcome outcome) {
        if (outcome instanceof ToolOutcome.Done(ToolResult result)
                && !result.changes().isEmpty()
                && !tool.descriptor().effect().changesSomething()) {
            throw new AssertionError("read-only tool '%s' changes documents"
                    .formatted(tool.descriptor().key()));
        }
        return outcome;
    }
}
