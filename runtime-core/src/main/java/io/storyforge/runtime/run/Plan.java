package io.storyforge.runtime.run;

import io.storyforge.runtime.governance.CanonicalJson;
import io.storyforge.runtime.spi.Effect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a run will do, step by step. A person confirms one revision of it. Immutable. */
public final class Plan {
    private final String goal;
    private final int revision;
    private final List<PlanStep> steps;
    // Computed when first asked for; the same for every thread that computes it.
    private volatile @Nullable String digest;

    /** A plan; its digest follows from it. */
    public Plan(String goal, int revision, List<PlanStep> steps) {
        this(goal, revision, List.copyOf(steps), null);
    }

    private Plan(String goal, int revision, List<PlanStep> steps, @Nullable String digest) {
        this.goal = goal;
        this.revision = revision;
        this.steps = steps;
        this.digest = digest;
    }

    /** What the plan is to reach. */
    public String goal() {
        return goal;
    }

    /** 1 when made, one more with each edit. */
    public int revision() {
        return revision;
    }

    /** The steps in order; unmodifiable. */
    public List<PlanStep> steps() {
        return steps;
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
        String known = digest;
        if (known == null) {
            known = CanonicalJson.sha256(Map.of("goal", goal, "steps", semanticSteps()));
            digest = known;
        }
        return known;
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
        // Progress does not count in the digest.
        return new Plan(goal, revision, List.copyOf(changed), digest);
    }

    private List<Object> semanticSteps() {
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
        return semantic;
    }

    private OptionalInt firstWith(StepStatus status) {
        return IntStream.range(0, steps.size())
                .filter(index -> steps.get(index).status() == status)
                .findFirst();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Plan plan
                && plan.revision == revision
                && plan.goal.equals(goal)
                && plan.steps.equals(steps);
    }

    @Override
    public int hashCode() {
        return Objects.hash(goal, revision, steps);
    }

    @Override
    public String toString() {
        return "Plan[goal=%s, revision=%d, steps=%s]".formatted(goal, revision, steps);
    }
}
