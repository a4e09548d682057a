package io.storyforge.runtime.plugin;

import io.storyforge.runtime.plugin.PluginProblem.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Turns what a plugin threw into a sentence with its root cause, and one hint. */
final class LoadFailures {
    // Causes can form a ring.
    private static final int MAX_CAUSES = 20;
    private static final int MAX_MESSAGE = 500;
    private static final String SPI = "io/storyforge/runtime/spi/";
    private static final String LOG_HINT = "see the server's log, then repair or remove the plugin";

    private LoadFailures() {}

    /** The problem behind something thrown; the hint follows from its kind. */
    static PluginProblem problem(Code code, Throwable thrown) {
        return new PluginProblem(code, words(root(thrown)), hint(thrown), causes(thrown));
    }

    /** The problem behind something thrown, introduced and with its own hint. */
    static PluginProblem problem(Code code, String introduction, Throwable thrown, String hint) {
        return new PluginProblem(code, introduction + ": " + words(root(thrown)), hint, causes(thrown));
    }

    /** The innermost cause. */
    static Throwable root(Throwable thrown) {
        return chain(thrown).getLast();
    }

    /** Class and message of each cause, outermost first. */
    static List<String> causes(Throwable thrown) {
        return chain(thrown).stream().map(LoadFailures::words).toList();
    }

    private static List<Throwable> chain(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        Throwable next = thrown;
        while (next != null && chain.size() < MAX_CAUSES) {
            chain.add(next);
            next = next.getCause();
        }
        return chain;
    }

    // A plugin's exception may itself throw when it is asked for its message.
    private static String words(Throwable thrown) {
        String words;
        try {
            words = thrown.toString();
        } catch (RuntimeException | StackOverflowError ignored) {
            words = thrown.getClass().getName();
        }
        return words.length() > MAX_MESSAGE ? words.substring(0, MAX_MESSAGE) + "…" : words;
    }

    private static String hint(Throwable thrown) {
        for (Throwable cause : chain(thrown)) {
            String message = Objects.requireNonNullElse(cause.getMessage(), "");
            switch (cause) {
                case UnsupportedClassVersionError ignored -> {
                    return "the plugin was built for a newer Java than the server's %s; build it with release %d"
                            .formatted(
                                    Runtime.version().feature(),
                                    Runtime.version().feature());
                }
                case AbstractMethodError ignored -> {
                    return "the plugin was built against another version of the plugin API; build it again";
                }
                case NoSuchMethodError ignored
                when message.contains("io.storyforge.runtime.spi") -> {
                    return "the plugin was built against another version of the plugin API; build it again";
                }
                case ClassNotFoundException ignored
                when message.contains("which plugins do not see") -> {
                    return "use the types of io.storyforge.runtime.spi only";
                }
                case ClassNotFoundException ignored
                when message.contains("plugin API") -> {
                    return "the plugin was built against another version of the plugin API; build it again";
                }
                case ClassNotFoundException ignored -> {
                    return missing(message);
                }
                case NoClassDefFoundError ignored
                when message.startsWith(SPI) -> {
                    return "the plugin was built against another version of the plugin API; build it again";
                }
                case NoClassDefFoundError ignored
                when cause.getCause() == null && !message.contains(" ") -> {
                    return missing(message);
                }
                case NoSuchMethodException ignored
                when message.contains("<init>") -> {
                    return "the source needs a public constructor without parameters";
                }
                default -> {}
            }
        }
        return LOG_HINT;
    }

    private static String missing(String name) {
        return "put the library with %s into the plugin's folder, next to its jar".formatted(name.replace('/', '.'));
    }
}
