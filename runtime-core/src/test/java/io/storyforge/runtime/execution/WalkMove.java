package io.storyforge.runtime.execution;

import java.util.function.Supplier;

/**
 * One move of a walk.
 *
 * @param runId the run it is about; empty when none
 */
record WalkMove(String name, String runId, Supplier<Result> action) {
    /** What a move may leave behind. */
    enum Result {
        /** At least one event, of its run when it has one. */
        APPLIED,
        /** Nothing at all. */
        REFUSED,
        /** Nothing on its run, and on others what follows from new rules. */
        NOTHING
    }
}
