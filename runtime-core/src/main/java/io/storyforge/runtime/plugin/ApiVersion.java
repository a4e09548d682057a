package io.storyforge.runtime.plugin;

import io.storyforge.runtime.plugin.PluginProblem.Code;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of the plugin API. A plugin fits when it has the server's major and no newer minor. */
record ApiVersion(int major, int minor) {
    // Patch and qualifier never count.
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})([.-].*)?");

    static Optional<ApiVersion> of(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new ApiVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** Refuses a plugin that was built for another API. */
    static void check(String plugin, String host) throws LoadException {
        ApiVersion here = of(host).orElseThrow(() -> new IllegalStateException("this server has the API " + host));
        ApiVersion there = of(plugin)
                .orElseThrow(() -> LoadException.refused(
                        Code.API_VERSION,
                        plugin.isEmpty()
                                ? "the manifest does not say Handoff-Api-Version"
                                : "Handoff-Api-Version '%s' is not MAJOR.MINOR".formatted(plugin),
                        "build the jar with the plugin parent POM, which writes it"));
        if (there.major != here.major || there.minor > here.minor) {
            boolean newer = there.major > here.major || (there.major == here.major && there.minor > here.minor);
            throw LoadException.refused(
                    Code.API_VERSION,
                    "built for plugin API %s, this server has %s".formatted(there, here),
                    newer
                            ? "upgrade the server to %s or later, or build the plugin against runtime-core %s"
                                    .formatted(there, here)
                            : "get a version of the plugin for API %d, or build it against runtime-core %s"
                                    .formatted(here.major, here));
        }
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
