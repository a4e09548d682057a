package io.storyforge.runtime.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run as a source proposes it: what it is for and the steps of its plan. Immutable. */
public final class RunDraft {
    private final String title;
    private final String goal;
    private final String summary;
    private final String intentKey;
    private final String platform;
    private final String platformScope;
    private final List<Step> steps;

    private RunDraft(Builder builder) {
        this.title = Limits.required("title", builder.title, Limits.TITLE);
        this.goal = builder.goal.isEmpty() ? title : builder.goal;
        this.summary = builder.summary;
        this.intentKey = builder.intentKey;
        this.platform = builder.platform;
        this.platformScope = builder.platformScope;
        this.steps = List.copyOf(builder.steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("draft '%s' has no step".formatted(title));
        }
    }

    /** Starts a draft. */
    public static Builder builder() {
        return new Builder();
    }

    /** The run's title, at most 200 characters. */
    public String title() {
        return title;
    }

    /** What the plan is to reach; the title unless said. */
    public String goal() {
        return goal;
    }

    /** One or two sentences for the person who confirms; may be empty. */
    public String summary() {
        return summary;
    }

    /** The kind of intent, such as {@code track_account}; policies may deny it; may be empty. */
    public String intentKey() {
        return intentKey;
    }

    /** The platform, such as {@code douyin}; may be empty. */
    public String platform() {
        return platform;
    }

    /** {@code single_platform} unless said. */
    public String platformScope() {
        return platformScope;
    }

    /** The steps in order; 1 to 50. */
    public List<Step> steps() {
        return steps;
    }

    /** One step of a draft. Immutable. */
    public static final class Step {
        private final String title;
        private final @Nullable String tool;
        private final Map<String, Object> arguments;
        private final String detail;

        private Step(String title, @Nullable String tool, Map<String, ?> arguments, String detail) {
            this.title = Limits.required("step", title, Limits.STEP);
            this.tool = tool == null ? null : Limits.required("tool", tool, Limits.KEY);
            this.arguments = JsonValues.copy(arguments);
            this.detail = Limits.optional("step detail", detail, Limits.TEXT);
        }

        /** The words a person reads, at most 300 characters. */
        public String title() {
            return title;
        }

        /** The key of the tool that does the step; empty when the person is asked instead. */
        public Optional<String> tool() {
            return Optional.ofNullable(tool);
        }

        /** What the tool is given; part of what the person confirms. */
        public Map<String, Object> arguments() {
            return arguments;
        }

        /** What exactly will happen, shown under the title before confirmation; may be empty. */
        public String detail() {
            return detail;
        }
    }

    /** Builds a {@link RunDraft}; not thread-safe. */
    public static final class Builder {
        private String title = "";
        private String goal = "";
        private String summary = "";
        private String intentKey = "";
        private String platform = "";
        private String platformScope = "single_platform";
        private final List<Step> steps = new ArrayList<>();

        private Builder() {}

        /** Sets the title; required. */
        public Builder title(String text) {
            this.title = Limits.required("title", text, Limits.TITLE);
            return this;
        }

        /** Sets the goal. */
        public Builder goal(String text) {
            this.goal = Limits.optional("goal", text, Limits.TEXT);
            return this;
        }

        /** Sets the summary. */
        public Builder summary(String text) {
            this.summary = Limits.optional("summary", text, Limits.TEXT);
            return this;
        }

        /** Sets the kind of intent. */
        public Builder intentKey(String key) {
            this.intentKey = Limits.optional("intent_key", key, Limits.KEY);
            return this;
        }

        /** Sets the platform. */
        public Builder platform(String key) {
            this.platform = Limits.optional("platform", key, Limits.KEY);
            return this;
        }

        /** Sets the platform scope. */
        public Builder platformScope(String key) {
            this.platformScope = Limits.required("platform_scope", key, Limits.KEY);
            return this;
        }

        /** Adds a step without a tool: the person is asked when its turn comes. */
        public Builder step(String title) {
            return add(new Step(title, null, Map.of(), ""));
        }

        /** Adds a step done by a tool without arguments. */
        public Builder step(String title, String tool) {
            return add(new Step(title, tool, Map.of(), ""));
        }

        /** Adds a step done by a tool. */
        public Builder step(String title, String tool, Map<String, ?> arguments) {
            return add(new Step(title, tool, arguments, ""));
        }

        /** Adds a step done by a tool, with words on what exactly it will do. */
        public Builder step(String title, String tool, Map<String, ?> arguments, String detail) {
            return add(new Step(title, tool, arguments, detail));
        }

        private Builder add(Step step) {
            if (steps.size() == Limits.STEPS) {
                throw new IllegalArgumentException("a plan has at most %d steps".formatted(Limits.STEPS));
            }
            steps.add(step);
            return this;
        }

        /** The draft; refuses one without title or steps. */
        public RunDraft build() {
            return new RunDraft(this);
        }
    }
}
