package io.storyforge.runtime.plugin;

import java.util.List;

/** The server must not run without a plugin that cannot be used; the message names all such plugins. */
public final class PluginStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PluginStartException(List<String> problems) {
        super("plugins that this server must have cannot be used: " + String.join("; ", problems));
    }
}
