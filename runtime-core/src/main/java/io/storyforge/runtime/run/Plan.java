package io.storyforge.runtime.run;

import io.storyforge.runtime.spi.Effect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What a run will do, step by step. A person confirms one revision of it.
 *
 * @param revision 1 when made, one more with each edit
 */
public record Plan(String goal, int revision, List<PlanStep> steps) {
    public Plan {
        steps = List.copyOf(steps);
    }

    /** The class of the worst step. */
    public Effect effect() {
        return steps.stream().map(PlanStep::effect).reduce(Effect.READ_ONLY, Effect::worse);
    }

    /**
     * The SHA-256, in hex, of what a person confirms: goal, and each step's title, tool, arguments and effect. Progress
     * and wording of details do not count.
     */
    public String digest() {
        List<Object> semantic = new ArrayList<>();
        for (PlanStep step : steps) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("id", step.id());
            fields.put("title", step.title());
            fields.put("tool", step.tool());
            fields.put("arguments", step.arguments());
            fields.put("effect", step.effect().key());
            semantic.add(fields);
        }
        return CanonicalJson.sha256(Map.of("goal", goal, "steps", semantic));
    }

    /** The index of the first step that is still to do. */
    public OptionalInt nextStep() {
        return firstWith(StepStatus.PENDING);
    }

    /** The index of the step that is being done. */
    public OptionalInt runningStep() {
        return firstWith(StepStatus.RUNNING);
    }

    /** The plan as it was before anything was done. */
    public Plan planned() {
        return new Plan(goal, 1, steps.stream().map(PlanStep::planned).toList());
    }

    Plan with(int index, StepProgress progress) {
        List<PlanStep> changed = new ArrayList<>(steps);
        changed.set(index, steps.get(index).with(progress));
        return new Plan(goal, revision, changed);
    }

    private OptionalInt firstWith(StepStatus status) {
        return IntStream.range(0, steps.size())
                .filter(index -> steps.get(index).status() == status)
                .findFirst();
    }
}
