package io.storyforge.runtime.server.store;

import io.storyforge.runtime.run.Waiting;
import io.storyforge.runtime.server.json.JsonText;
import io.storyforge.runtime.server.json.StrictJson;
import io.storyforge.runtime.spi.Question;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The column {@code waiting_json}: what a blocked run waits for, {@code {}} when nothing. */
final class WaitingJson {
    private WaitingJson() {}

    static String text(Optional<Waiting> waiting) {
        return waiting.map(WaitingJson::json).map(JsonText::object).orElse("{}");
    }

    static Optional<Waiting> waiting(String text) {
        if (text.equals("{}")) {
            return Optional.empty();
        }
        JsonFields json = new JsonFields(StrictJson.object(text));
        Waiting.Reason reason = Waiting.Reason.valueOf(json.text("reason").toUpperCase(Locale.ROOT));
        Question.Builder question = Question.ask(json.text("prompt"));
        json.objects("fields").forEach(field -> add(question, field));
        return Optional.of(new Waiting(reason, json.number("step_index"), question.build()));
    }

    private static Map<String, Object> json(Waiting waiting) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("reason", waiting.reason().name().toLowerCase(Locale.ROOT));
        json.put("step_index", waiting.stepIndex());
        json.put("prompt", waiting.question().prompt());
        json.put(
                "fields",
                waiting.question().fields().stream().map(WaitingJson::field).toList());
        return json;
    }

    private static Map<String, Object> field(Question.Field field) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", field.name());
        json.put("label", field.label());
        json.put("type", field.type());
        json.put("required", field.required());
        json.put("choices", field.choices());
        return json;
    }

    private static void add(Question.Builder question, JsonFields field) {
        String name = field.text("name");
        String label = field.text("label");
        boolean required = field.flag("required");
        switch (field.text("type")) {
            case "choice" -> {
                Map<String, String> choices = new LinkedHashMap<>();
                field.object("choices").forEach((value, text) -> choices.put(value, (String) text));
                question.choice(name, label, choices);
            }
            case "text" -> question.text(name, label, required);
            case "number" -> question.number(name, label, required);
            case "date" -> question.date(name, label, required);
            default -> throw new IllegalStateException("stored question has a field of type " + field.text("type"));
        }
    }
}
