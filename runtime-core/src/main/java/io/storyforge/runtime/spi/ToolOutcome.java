package io.storyforge.runtime.spi;

import java.util.function.Consumer;

/** How a step's call ended. Plugins create it; only the host looks inside. */
public sealed interface ToolOutcome {

    /** The step is done. */
    record Done(ToolResult result) implements ToolOutcome {}

    /** The step needs a person; it is called again with the answer. */
    record Asked(Question question) implements ToolOutcome {}

    /** The step cannot be done: the reason in words for the user, saying what is missing and how to bring it. The run fails. */
    record Failed(String reason) implements ToolOutcome {
        public Failed {
            reason = Limits.required("reason", reason, Limits.REASON);
        }
    }

    /** An outcome with the result that the given code fills in. */
    static ToolOutcome done(Consumer<ToolResult.Builder> content) {
        ToolResult.Builder builder = ToolResult.builder();
        content.accept(builder);
        return new Done(builder.build());
    }

    /** An outcome that asks a person. */
    static ToolOutcome asked(Question question) {
        return new Asked(question);
    }

    /** An outcome that ends the run. */
    static ToolOutcome failed(String reason) {
        return new Failed(reason);
    }
}
