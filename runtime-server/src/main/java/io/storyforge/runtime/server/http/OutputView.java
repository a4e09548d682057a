package io.storyforge.runtime.server.http;

import io.storyforge.runtime.run.Plan;
import io.storyforge.runtime.store.RunRecords.StepOutput;
import java.util.List;
import java.util.Map;

/** What a finished step left, as the API shows it. */
public record OutputView(String stepId, String tool, Object summary, Object tables, Object output) {

    static OutputView of(Plan plan, StepOutput left) {
        Map<String, Object> content = left.content();
        return new OutputView(
                plan.steps().get(left.stepIndex()).id(),
                left.tool(),
                content.getOrDefault("summary", ""),
                content.getOrDefault("tables", List.of()),
                content.getOrDefault("output", Map.of()));
    }
}
