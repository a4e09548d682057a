package io.storyforge.runtime.run;

import io.storyforge.runtime.spi.Question;

/**
 * What a blocked run waits for.
 *
 * @param stepIndex the step that asked
 */
public record Waiting(Reason reason, int stepIndex, Question question) {

    /** Why a person is asked. */
    public enum Reason {
        /** The step has no tool: a person does it. */
        PERSON_STEP,
        /** The tool asked. */
        TOOL,
        /** The server died while a step with effects was running; nobody knows whether it took effect. */
        INTERRUPTED
    }
}
