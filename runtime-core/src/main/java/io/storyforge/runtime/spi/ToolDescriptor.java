package io.storyforge.runtime.spi;

/** What a tool says about itself. Immutable. */
public final class ToolDescriptor {
    private final String key;
    private final String label;
    private final Effect effect;

    private ToolDescriptor(String key, String label, Effect effect) {
        this.key = Limits.required("tool key", key, Limits.KEY);
        this.label = Limits.required("tool label", label, Limits.LABEL);
        this.effect = effect;
    }

    /** A tool with a key that starts with its plugin's screen, such as {@code dashboard.account-changes}. */
    public static ToolDescriptor of(String key, String label, Effect effect) {
        return new ToolDescriptor(key, label, effect);
    }

    /** The key that plan steps name. */
    public String key() {
        return key;
    }

    /** The words for people. */
    public String label() {
        return label;
    }

    /** The worst that a call can do. */
    public Effect effect() {
        return effect;
    }
}
