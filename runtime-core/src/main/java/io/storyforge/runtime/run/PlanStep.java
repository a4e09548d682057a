package io.storyforge.runtime.run;

import io.storyforge.runtime.spi.Effect;
import java.util.Map;

/**
 * One step of a plan.
 *
 * @param id unique in the plan and stable over its revisions' execution, such as {@code s1}
 * @param tool the tool's key; empty when a person does the step
 * @param detail what exactly the step will do, in words; may be empty
 */
public record PlanStep(
        String id,
        String title,
        String tool,
        Map<String, Object> arguments,
        Effect effect,
        String detail,
        StepProgress progress) {

    /** A step that nobody has begun. */
    public static PlanStep planned(
            String id, String title, String tool, Map<String, Object> arguments, Effect effect, String detail) {
        return new PlanStep(id, title, tool, arguments, effect, detail, StepProgress.PENDING);
    }

    /** True when no tool is named: the person is asked. */
    public boolean asksPerson() {
        return tool.isEmpty();
    }

    /** The status of the step. */
    public StepStatus status() {
        return progress.status();
    }

    PlanStep with(StepProgress newProgress) {
        return new PlanStep(id, title, tool, arguments, effect, detail, newProgress);
    }

    PlanStep planned() {
        return with(StepProgress.PENDING);
    }
}
