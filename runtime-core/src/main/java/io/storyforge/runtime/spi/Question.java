package io.storyforge.runtime.spi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A typed question to the person who confirmed the run. Immutable. */
public final class Question {
    private final String prompt;
    private final List<Field> fields;

    private Question(Builder builder) {
        this.prompt = builder.prompt;
        this.fields = List.copyOf(builder.fields);
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("question '%s' has no field to answer".formatted(prompt));
        }
    }

    /** Starts a question. */
    public static Builder ask(String prompt) {
        return new Builder(prompt);
    }

    /** The words of the question, at most 500 characters. */
    public String prompt() {
        return prompt;
    }

    /** The fields of the answer, in order; never empty. */
    public List<Field> fields() {
        return fields;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Question question && question.prompt.equals(prompt) && question.fields.equals(fields);
    }

    @Override
    public int hashCode() {
        return Objects.hash(prompt, fields);
    }

    /**
     * One field of the answer.
     *
     * @param type one of "choice", "text", "number" and "date"
     * @param choices value to label, in order; only for a choice
     */
    public record Field(String name, String label, String type, boolean required, Map<String, String> choices) {
        public Field {
            name = Limits.required("field name", name, Limits.KEY);
            label = Limits.required("field label", label, Limits.LABEL);
            choices = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(choices));
        }
    }

    /** Builds a {@link Question}; not thread-safe. */
    public static final class Builder {
        private final String prompt;
        private final List<Field> fields = new ArrayList<>();

        private Builder(String prompt) {
            this.prompt = Limits.required("prompt", prompt, Limits.REASON);
        }

        /** Adds a required choice; the map goes from value to label and keeps its order. */
        public Builder choice(String name, String label, Map<String, String> choices) {
            if (choices.isEmpty()) {
                throw new IllegalArgumentException("choice '%s' has nothing to choose from".formatted(name));
            }
            return add(new Field(name, label, "choice", true, choices));
        }

        /** Adds a text. */
        public Builder text(String name, String label, boolean required) {
            return add(new Field(name, label, "text", required, Map.of()));
        }

        /** Adds a number. */
        public Builder number(String name, String label, boolean required) {
            return add(new Field(name, label, "number", required, Map.of()));
        }

        /** Adds a day. */
        public Builder date(String name, String label, boolean required) {
            return add(new Field(name, label, "date", required, Map.of()));
        }

        private Builder add(Field field) {
            if (fields.stream().anyMatch(known -> known.name().equals(field.name()))) {
                throw new IllegalArgumentException("field '%s' is asked twice".formatted(field.name()));
            }
            fields.add(field);
            return this;
        }

        /** The question; refuses one without fields. */
        public Question build() {
            return new Question(this);
        }
    }
}
