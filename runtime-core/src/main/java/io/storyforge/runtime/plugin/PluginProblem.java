package io.storyforge.runtime.plugin;

import java.util.List;

/**
 * Why a plugin is not used, and what to do about it. For operators: users never see it.
 *
 * @param message what is wrong, naming the root cause
 * @param hint what to do
 * @param causes the cause chain as class and message, outermost first; empty when no exception was involved
 */
public record PluginProblem(Code code, String message, String hint, List<String> causes) {
    public PluginProblem {
        causes = List.copyOf(causes);
    }

    /** A problem that no exception caused. */
    static PluginProblem of(Code code, String message, String hint) {
        return new PluginProblem(code, message, hint, List.of());
    }

    /** The word for a kind of problem; the pages for authors and operators go by it. */
    public enum Code {
        /** The file is no readable jar. */
        BAD_JAR,
        /** The jars have too many entries or unpack to too much. */
        TOO_LARGE,
        /** The manifest does not say that this is a plugin, or says it wrongly. */
        MANIFEST,
        /** Built for an API version that this server does not have. */
        API_VERSION,
        /** No provider is named in {@code META-INF/services}. */
        NO_PROVIDER,
        /** More than one provider is named. */
        MANY_PROVIDERS,
        /** The provider cannot be loaded or made. */
        PROVIDER,
        /** What the source says about itself is not usable. */
        DESCRIPTOR,
        /** The operator's settings do not fit. */
        SETTINGS,
        /** The same id is there more than once. */
        DUPLICATE_ID,
        /** Another plugin already has the action. */
        DUPLICATE_ACTION,
        /** Another plugin already brings the tool, or this one brings it twice. */
        DUPLICATE_TOOL,
        /** {@code start} threw. */
        START,
        /** Loading, describing or starting took longer than the limit. */
        START_TIMEOUT,
        /** The files of its screen are too large or not readable. */
        UI,
        /** Hand-offs failed in a row. */
        CALLS
    }
}
