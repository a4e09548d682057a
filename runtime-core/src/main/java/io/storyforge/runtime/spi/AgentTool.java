package io.storyforge.runtime.spi;

/**
 * One thing a plan step can do. The executor calls it when the step's turn has come in a confirmed run.
 *
 * <p>Called on a platform thread of the plugin, under the operator's limit ({@code plugins.tool-limit}, 60 s). A tool
 * that works for more than a moment looks at {@link ToolCall#cancellation()}.
 */
public interface AgentTool {

    /** The tool's key, label and effect. Constant. */
    ToolDescriptor descriptor();

    /**
     * Does the step's work.
     *
     * <p>A {@link Effect#READ_ONLY} tool may be called again after a crash; one with effects is called at most once
     * for a step unless a person decides otherwise. Changes to the project's documents are returned with the result
     * and applied by the host together with the record that the step is done.
     */
    ToolOutcome call(ToolCall call) throws Exception;
}
