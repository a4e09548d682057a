package io.storyforge.runtime.server.http;

import io.storyforge.runtime.spi.Question;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A question as clients get it: its name among those of the run, its words, and a JSON Schema of the answer. */
final class InputSchema {
    private InputSchema() {}

    static Map<String, Object> of(String id, Question question) {
        Map<String, Object> properties = new LinkedHashMap<>();
        question.fields().forEach(field -> properties.put(field.name(), property(field)));
        List<String> required = question.fields().stream()
                .filter(Question.Field::required)
                .map(Question.Field::name)
                .toList();
        return Map.of(
                "id",
                id,
                "prompt",
                question.prompt(),
                "input_schema",
                Map.of("type", "object", "properties", properties, "required", required));
    }

    private static Map<String, Object> property(Question.Field field) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("title", field.label());
        switch (field.type()) {
            case "number" -> property.put("type", "number");
            case "date" -> {
                property.put("type", "string");
                property.put("format", "date");
            }
            case "choice" -> {
                property.put("type", "string");
                property.put(
                        "oneOf",
                        field.choices().entrySet().stream()
                                .map(choice -> Map.of("const", choice.getKey(), "title", choice.getValue()))
                                .toList());
            }
            default -> property.put("type", "string");
        }
        return property;
    }
}
