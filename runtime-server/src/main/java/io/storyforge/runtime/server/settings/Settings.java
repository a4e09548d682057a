package io.storyforge.runtime.server.settings;

import io.storyforge.runtime.server.settings.Setting.Place;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The settings there are. What is not here does not exist: the server reads by this list, and so does {@code config}. */
public final class Settings {
    /** Who may read the metrics. */
    public static final Setting METRICS_ACCESS = file(
            "metrics.access",
            "loopback",
            "loopback, admin or nobody",
            "Who may read /observe/metrics: programs on this machine and administrators, administrators only, or"
                    + " nobody. What came through a proxy does not count as from this machine.");

    /** How long the steps of runs that are over are kept. */
    public static final Setting KEEP_STEPS = file(
            "events.keep-steps",
            "forever",
            "forever, or days such as 90d, at least 1d",
            "How long after the end of a run the events of its steps are kept. Then one event in their place says from"
                    + " which to which they were removed, and when; the run and all its other events stay.");

    /** The free space below which the server is not well. */
    public static final Setting LEAST_FREE = file(
            "health.least-free-megabytes",
            "256",
            "a whole number from 16 to 1000000",
            "With less free space where the data is, /observe/health/ready says so; with less than 16 MB it is down.");

    /** Where traces are sent. */
    public static final Setting TRACING = file(
            "tracing.endpoint",
            "",
            "empty, or the http or https address of a collector, without a user",
            "Where traces are sent as OTLP over HTTP, such as http://127.0.0.1:4318/v1/traces; nothing is taken down"
                    + " while it is empty.");

    /** Whether callers say what their requests are part of. */
    public static final Setting ACCEPT_PARENT = file(
            "tracing.accept-parent",
            "false",
            "true or false",
            "Whether a request goes on with the trace that its traceparent header names, whoever sent it; for a server"
                    + " that only callers of your own reach, or whose proxy removes the header of others.");

    /** How many streams one person may have open. */
    public static final Setting STREAMS_OF_USER = file(
            "streams.per-user",
            "4",
            "a whole number from 1 to 999999",
            "How many event streams one person may have open; a browser has one for all its tabs.");

    /** How many streams the server keeps open. */
    public static final Setting STREAMS =
            file("streams.in-all", "5000", "a whole number from 1 to 999999", "How many event streams may be open.");

    private static final List<Setting> FLAGS = List.of(
            flag("host", "127.0.0.1", "an address of this machine", "The address that is served."),
            flag("port", "8080", "0 to 65535", "The port that is served; 0 takes a free one."),
            flag("data", "must be given", "a folder", "Where the data is. Only one server may use it."),
            flag("sample", "no", "a flag alone", "Makes the labelled sample project when it is not there."),
            flag("print-login", "no", "a flag alone", "Prints a login link for the administrator after the start."),
            flag(
                    "config",
                    "application.yaml in the data folder",
                    "a file",
                    "The file that these settings are read from."),
            flag("plugins", "plugins.dir, or plugins in the data folder", "a folder", "Where further plugins are."),
            flag(
                    "watch-plugins",
                    "no",
                    "a folder",
                    "As --plugins, and takes up changes in it; for the work on plugins."));

    private static final List<Setting> PLUGINS = List.of(
            file(
                    "plugins.dir",
                    "plugins in the data folder",
                    "a folder, relative to the file",
                    "Where further plugins are."),
            file(
                    "plugins.work-dir",
                    "plugin-copies in the data folder",
                    "a folder, relative to the file",
                    "Where the copies are that plugins are loaded from; for one server only."),
            file("plugins.call-limit", "2s", "a time such as 500ms, 2s, 1m", "How long a hand-off may take."),
            file("plugins.tool-limit", "60s", "a time", "How long a tool may take for one step."),
            file("plugins.start-limit", "10s", "a time", "How long a plugin may take to start."),
            file("plugins.stop-limit", "5s", "a time", "How long a plugin may take to stop."),
            file(
                    "plugins.max-concurrent",
                    "4",
                    "1 to 64",
                    "How many calls of one plugin run at once; of tools as many."),
            file(
                    "plugins.on-failure",
                    "continue",
                    "continue or abort",
                    "Whether a plugin that cannot be used stops the start."),
            file("plugins.<id>.enabled", "true", "true or false", "Whether the plugin is used."),
            file("plugins.<id>.required", "false", "true or false", "Whether the server is ready only with it."),
            file("plugins.<id>.call-limit", "plugins.call-limit", "a time", "The limit of this plugin's hand-offs."),
            file("plugins.<id>.max-concurrent", "plugins.max-concurrent", "1 to 64", "The places of this plugin."),
            file(
                    "plugins.<id>.from",
                    "the only one",
                    "a file name, or classpath",
                    "Which one, when several have the id."),
            file("plugins.<id>.settings.*", "none", "any text", "What the plugin itself asks for."));

    private static final List<Setting> OWN =
            List.of(METRICS_ACCESS, KEEP_STEPS, LEAST_FREE, TRACING, ACCEPT_PARENT, STREAMS_OF_USER, STREAMS);

    private Settings() {}

    /** The flags of {@code serve}. */
    public static List<Setting> flags() {
        return FLAGS;
    }

    /** The settings of the file that are about plugins. */
    public static List<Setting> ofPlugins() {
        return PLUGINS;
    }

    /** The settings of the file that are about the server itself. */
    public static List<Setting> ofServer() {
        return OWN;
    }

    /** The server's own setting with the key. */
    public static Optional<Setting> own(String key) {
        return OWN.stream().filter(setting -> setting.key().equals(key)).findFirst();
    }

    /** The keys of the file, for a message about one that is not among them. */
    public static String known() {
        return OWN.stream().map(Setting::key).collect(Collectors.joining(", ", "plugins, ", ""));
    }

    private static Setting flag(String key, String usual, String form, String meaning) {
        return new Setting(key, Place.FLAG, usual, form, meaning);
    }

    private static Setting file(String key, String usual, String form, String meaning) {
        return new Setting(key, Place.FILE, usual, form, meaning);
    }
}
