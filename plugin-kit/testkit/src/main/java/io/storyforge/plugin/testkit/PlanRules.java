package io.storyforge.plugin.testkit;

import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.RunDraft;
import io.storyforge.runtime.spi.SourceDescriptor.Action;

/** What must hold for a draft so that its plan can run as its action promised. */
final class PlanRules {
    private PlanRules() {}

    static void check(HostedSource source, Action action, RunDraft draft) {
        Effect worst = Effect.READ_ONLY;
        for (RunDraft.Step step : draft.steps()) {
            if (step.tool().isPresent()) {
                AgentTool tool = source.tool(step.tool().get());
                worst = worst.worse(tool.descriptor().effect());
            }
        }
        Effect found = worst;
        Checks.that(
                found.compareTo(action.effect()) <= 0,
                () -> "action '%s' declares the effect %s, and drafts a plan that is %s"
                        .formatted(action.key(), action.effect(), found));
    }
}
