package io.storyforge.runtime.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What a source says about itself: its screen, the actions on it, and the settings it reads. Immutable. */
public final class SourceDescriptor {
    private final String screen;
    private final List<Action> actions;
    private final List<Setting> settings;

    private SourceDescriptor(Builder builder) {
        this.screen = builder.screen;
        this.actions = List.copyOf(builder.actions);
        this.settings = List.copyOf(builder.settings);
    }

    /** Starts a description of the source behind a screen, such as {@code dashboard}. */
    public static Builder forScreen(String screen) {
        return new Builder(screen);
    }

    /** The screen's key; the {@code source_screen} of its runs. */
    public String screen() {
        return screen;
    }

    /** The actions in the order they were declared; never empty. */
    public List<Action> actions() {
        return actions;
    }

    /** The declared action with the key. */
    public Optional<Action> action(String key) {
        return actions.stream().filter(action -> action.key().equals(key)).findFirst();
    }

    /** The settings this source reads. */
    public List<Setting> settings() {
        return settings;
    }

    /** A setting the operator may or must give under {@code plugins.<id>.settings}. */
    public record Setting(String key, boolean required, boolean secret) {
        public Setting {
            key = Limits.required("setting key", key, Limits.KEY);
        }
    }

    /** A button as the page draws it: a label and the fields it sends. Declared when one action has several buttons. */
    public record Offer(Wording labels, Wording summaries, Map<String, String> fields) {
        public Offer {
            labels = labels.required("offer label", Limits.LABEL);
            summaries = summaries.optional("offer summary", Limits.TEXT);
            fields = Map.copyOf(fields);
        }

        /** A button whose texts are the same in every language. */
        public Offer(String label, String summary, Map<String, String> fields) {
            this(Wording.same(label), Wording.same(summary), fields);
        }

        /** The label in Chinese, or the only one. */
        public String label() {
            return labels.in(Language.CHINESE);
        }

        /** The summary in Chinese, or the only one. */
        public String summary() {
            return summaries.in(Language.CHINESE);
        }
    }

    /** One action of the screen: what is pressed. Immutable. */
    public static final class Action {
        private final String key;
        private final Wording label;
        private final Wording summary;
        private final String slot;
        private final String platform;
        private final Effect effect;
        private final List<Offer> offers;

        private Action(ActionBuilder builder) {
            this.key = builder.key;
            this.label = builder.label;
            this.summary = builder.summary;
            this.slot = builder.slot;
            this.platform = builder.platform;
            this.effect = builder.effect;
            this.offers = List.copyOf(builder.offers);
        }

        /** The key in a hand-off request: {@code source_action_key}. */
        public String key() {
            return key;
        }

        /** The words on the button or card: in Chinese, or the only ones. */
        public String label() {
            return label.in(Language.CHINESE);
        }

        /** The words on the button or card, in each language. */
        public Wording labels() {
            return label;
        }

        /** One or two sentences on what the action does: in Chinese, or the only ones; may be empty. */
        public String summary() {
            return summary.in(Language.CHINESE);
        }

        /** What the action does, in each language; may be empty. */
        public Wording summaries() {
            return summary;
        }

        /** Where pages draw it: {@code dashboard.primary}, {@code dashboard.secondary}, {@code strategy.row}, {@code governance.tag}; may be empty. */
        public String slot() {
            return slot;
        }

        /** The platform it is about, such as {@code douyin}; empty when it is about none or all. */
        public String platform() {
            return platform;
        }

        /** The worst effect that a plan of this action can have. */
        public Effect effect() {
            return effect;
        }

        /** The buttons of this action, each with the fields it sends; empty when the action is one button without fields. */
        public List<Offer> offers() {
            return offers;
        }
    }

    /** Builds an {@link Action}. */
    public static final class ActionBuilder {
        private final String key;
        private final Wording label;
        private Wording summary = Wording.same("");
        private String slot = "";
        private String platform = "";
        private Effect effect = Effect.READ_ONLY;
        private final List<Offer> offers = new ArrayList<>();

        private ActionBuilder(String key, Wording label) {
            this.key = Limits.required("action key", key, Limits.KEY);
            this.label = label.required("action label", Limits.LABEL);
        }

        /** Says in one or two sentences what the action does. */
        public ActionBuilder summary(String text) {
            return summary(Wording.same(text));
        }

        /** Says in one or two sentences what the action does. */
        public ActionBuilder summary(Wording text) {
            this.summary = text.optional("action summary", Limits.TEXT);
            return this;
        }

        /** Names the slot in which pages draw the action. */
        public ActionBuilder slot(String name) {
            this.slot = Limits.required("slot", name, Limits.KEY);
            return this;
        }

        /** Names the platform the action is about. */
        public ActionBuilder platform(String name) {
            this.platform = Limits.required("platform", name, Limits.KEY);
            return this;
        }

        /** Declares the worst effect of the action's plans; read-only unless said. */
        public ActionBuilder effect(Effect worst) {
            this.effect = worst;
            return this;
        }

        /** Adds a button with its own label that sends the given fields. */
        public ActionBuilder offer(String label, String summary, Map<String, String> fields) {
            return offer(Wording.same(label), Wording.same(summary), fields);
        }

        /** Adds a button with its own label that sends the given fields. */
        public ActionBuilder offer(Wording label, Wording summary, Map<String, String> fields) {
            offers.add(new Offer(label, summary, fields));
            return this;
        }
    }

    /** Builds a {@link SourceDescriptor}. */
    public static final class Builder {
        private final String screen;
        private final List<Action> actions = new ArrayList<>();
        private final List<Setting> settings = new ArrayList<>();

        private Builder(String screen) {
            this.screen = Limits.required("screen", screen, Limits.KEY);
        }

        /** Declares an action with a label and nothing more. */
        public Builder action(String key, String label) {
            return action(key, label, action -> {});
        }

        /** Declares an action. */
        public Builder action(String key, String label, Consumer<ActionBuilder> content) {
            return action(key, Wording.same(label), content);
        }

        /** Declares an action. */
        public Builder action(String key, Wording label, Consumer<ActionBuilder> content) {
            ActionBuilder action = new ActionBuilder(key, label);
            content.accept(action);
            if (actions.stream().anyMatch(known -> known.key().equals(action.key))) {
                throw new IllegalArgumentException("action '%s' is declared twice".formatted(action.key));
            }
            actions.add(new Action(action));
            return this;
        }

        /** Declares a setting. */
        public Builder setting(String key, boolean required, boolean secret) {
            settings.add(new Setting(key, required, secret));
            return this;
        }

        /** The descriptor. */
        public SourceDescriptor build() {
            if (actions.isEmpty()) {
                throw new IllegalArgumentException("screen '%s' declares no action".formatted(screen));
            }
            return new SourceDescriptor(this);
        }
    }
}
