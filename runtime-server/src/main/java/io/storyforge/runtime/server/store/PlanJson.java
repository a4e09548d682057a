package io.storyforge.runtime.server.store;

import io.storyforge.runtime.run.Plan;
import io.storyforge.runtime.run.PlanStep;
import io.storyforge.runtime.run.StepProgress;
import io.storyforge.runtime.run.StepStatus;
import io.storyforge.runtime.server.json.JsonText;
import io.storyforge.runtime.server.json.StrictJson;
import io.storyforge.runtime.server.json.Times;
import io.storyforge.runtime.spi.Effect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The column {@code plan_json}: the plan with how far each step is. */
final class PlanJson {
    private PlanJson() {}

    static String text(Plan plan) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("goal", plan.goal());
        json.put("revision", plan.revision());
        json.put("steps", plan.steps().stream().map(PlanJson::step).toList());
        return JsonText.object(json);
    }

    static Plan plan(String text) {
        JsonFields json = new JsonFields(StrictJson.object(text));
        List<PlanStep> steps =
                json.objects("steps").stream().map(PlanJson::step).toList();
        return new Plan(json.text("goal"), json.number("revision"), steps);
    }

    private static Map<String, Object> step(PlanStep step) {
        StepProgress progress = step.progress();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", step.id());
        json.put("title", step.title());
        json.put("tool", step.tool());
        json.put("arguments", step.arguments());
        json.put("effect", step.effect().key());
        json.put("detail", step.detail());
        json.put("status", progress.status().key());
        json.put("progress", progress.detail());
        json.put("answer", progress.answer());
        json.put("started_at", Times.text(progress.started()));
        json.put("finished_at", Times.text(progress.finished()));
        if (progress.asked() > 0) {
            json.put("asked", progress.asked());
        }
        return json;
    }

    private static PlanStep step(JsonFields json) {
        StepProgress progress = new StepProgress(
                StepStatus.of(json.text("status")),
                json.text("progress"),
                json.object("answer"),
                Times.maybe(json.text("started_at")),
                Times.maybe(json.text("finished_at")),
                json.number("asked", 0));
        return new PlanStep(
                json.text("id"),
                json.text("title"),
                json.text("tool"),
                json.object("arguments"),
                Effect.of(json.text("effect")),
                json.text("detail"),
                progress);
    }
}
