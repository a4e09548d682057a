package io.storyforge.runtime.plugin;

/** Whether a plugin can be used. */
public sealed interface PluginStatus {

    /** It answers hand-offs. */
    record Active() implements PluginStatus {}

    /** It was found and could not be used; the hint says what to do. */
    record Failed(String phase, String message, String hint) implements PluginStatus {}

    /** The word in the API. */
    default String key() {
        return switch (this) {
            case Active ignored -> "ACTIVE";
            case Failed ignored -> "FAILED";
        };
    }
}
