package io.storyforge.runtime.server.http;

import io.storyforge.runtime.plugin.PluginRegistry;
import io.storyforge.runtime.run.PlanStep;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.Limits;
import io.storyforge.runtime.spi.RunDraft;
import io.storyforge.runtime.spi.ToolDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plan steps from requests and drafts. A step's effect is what its tool declared; nobody else says it. */
final class PlanInput {
    private final PluginRegistry plugins;

    PlanInput(PluginRegistry plugins) {
        this.plugins = plugins;
    }

    /** The steps of a field: texts, or objects with title, tool, arguments and detail. */
    List<PlanStep> steps(Input input, String field) {
        List<PlanStep> steps = new ArrayList<>();
        List<?> given = input.list(field, Limits.STEPS);
        for (int i = 0; i < given.size(); i++) {
            Object element = given.get(i);
            Object step = element instanceof String title ? Map.of("title", title) : element;
            steps.add(step(i, input.element(field, i, step)));
        }
        return steps;
    }

    /** The steps of a source's draft. */
    List<PlanStep> steps(RunDraft draft) {
        List<PlanStep> steps = new ArrayList<>();
        for (RunDraft.Step step : draft.steps()) {
            String tool = step.tool().orElse("");
            steps.add(PlanStep.planned(
                    id(steps.size()), step.title(), tool, step.arguments(), effect(tool), step.detail()));
        }
        return steps;
    }

    private PlanStep step(int index, Input input) {
        String title = input.requiredText("title", Limits.STEP);
        String tool = input.text("tool", Limits.KEY);
        Optional<ToolDescriptor> descriptor = plugins.toolDescriptor(tool);
        if (!tool.isEmpty() && descriptor.isEmpty()) {
            input.report("tool", "unknown-tool", "no active plugin brings the tool '%s'".formatted(tool));
        }
        return PlanStep.planned(
                id(index), title, tool, input.object("arguments"), effect(tool), input.text("detail", Limits.TEXT));
    }

    private Effect effect(String tool) {
        return plugins.toolDescriptor(tool).map(ToolDescriptor::effect).orElse(Effect.READ_ONLY);
    }

    private static String id(int index) {
        return "s" + (index + 1);
    }
}
