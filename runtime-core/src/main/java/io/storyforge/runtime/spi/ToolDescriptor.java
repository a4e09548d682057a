package io.storyforge.runtime.spi;

/** What a tool says about itself. Immutable. */
public final class ToolDescriptor {
    private final String key;
    private final Wording label;
    private final Effect effect;

    private ToolDescriptor(String key, Wording label, Effect effect) {
        this.key = Limits.required("tool key", key, Limits.KEY);
        this.label = label.required("tool label", Limits.LABEL);
        this.effect = effect;
    }

    /** A tool with a key that starts with its plugin's screen, such as {@code dashboard.account-changes}. */
    public static ToolDescriptor of(String key, String label, Effect effect) {
        return of(key, Wording.same(label), effect);
    }

    /** A tool with a key that starts with its plugin's screen, such as {@code dashboard.account-changes}. */
    public static ToolDescriptor of(String key, Wording label, Effect effect) {
        return new ToolDescriptor(key, label, effect);
    }

    /** The key that plan steps name. */
    public String key() {
        return key;
    }

    /** The words for people: in Chinese, or the only ones. */
    public String label() {
        return label.in(Language.CHINESE);
    }

    /** The words for people, in each language. */
    public Wording labels() {
        return label;
    }

    /** The worst that a call can do. */
    public Effect effect() {
        return effect;
    }
}
