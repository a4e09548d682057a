package io.storyforge.runtime.server;

import io.helidon.config.Config;
import io.helidon.config.ConfigException;
import io.helidon.config.ConfigSources;
import io.helidon.config.yaml.YamlConfigParser;
import io.storyforge.runtime.plugin.PluginConfig;
import io.storyforge.runtime.server.stream.StreamLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The operator's file: {@code application.yaml} in the data folder, or the one that {@code --config} names. A value
 * {@code ${NAME}} is the environment variable, so that secrets need not be in the file.
 *
 * @param pluginFolder {@code plugins.dir}, when it is given
 * @param pluginWork {@code plugins.work-dir}, when it is given
 * @param streams {@code streams.per-user} and {@code streams.in-all}
 */
public record ServerConfig(
        PluginConfig plugins, Optional<Path> pluginFolder, Optional<Path> pluginWork, StreamLimits streams) {
    private static final String FILE = "application.yaml";
    private static final String PLUGINS = "plugins.";
    private static final String STREAMS_OF_USER = "streams.per-user";
    private static final String STREAMS = "streams.in-all";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    /** What holds without a file. */
    static final ServerConfig NONE =
            new ServerConfig(PluginConfig.of(Map.of()), Optional.empty(), Optional.empty(), StreamLimits.DEFAULT);

    /** The named file, or else the one in the data folder, or else nothing. All that is wrong is told at once. */
    static ServerConfig read(Optional<Path> named, Path data) {
        Path file = named.orElse(data.resolve(FILE));
        if (named.isEmpty() && !Files.exists(file)) {
            return NONE;
        }
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new StartException("the configuration %s cannot be read".formatted(file));
        }
        return of(values(file), file, System.getenv());
    }

    static ServerConfig of(Map<String, String> values, Path file, Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        Map<String, String> plugins = new TreeMap<>();
        Map<String, Integer> streams = new TreeMap<>();
        new TreeMap<>(values).forEach((key, value) -> {
            if (key.startsWith(PLUGINS)) {
                plugins.put(key.substring(PLUGINS.length()), resolved(key, value, environment, problems));
            } else if (key.equals(STREAMS_OF_USER) || key.equals(STREAMS)) {
                streams.put(key, count(key, resolved(key, value, environment, problems), problems));
            } else {
                problems.add("unknown key '%s', known: plugins, %s, %s".formatted(key, STREAMS_OF_USER, STREAMS));
            }
        });
        Optional<Path> folder = beside(file, Optional.ofNullable(plugins.remove("dir")));
        Optional<Path> work = beside(file, Optional.ofNullable(plugins.remove("work-dir")));
        PluginConfig config = PluginConfig.of(plugins);
        config.problems().forEach(problem -> problems.add("plugins: " + problem));
        if (!problems.isEmpty()) {
            throw new StartException(
                    "the configuration %s is not valid: %s".formatted(file, String.join("; ", problems)));
        }
        StreamLimits limits = StreamLimits.DEFAULT;
        return new ServerConfig(
                config,
                folder,
                work,
                limits.with(
                        streams.getOrDefault(STREAMS_OF_USER, limits.perUser()),
                        streams.getOrDefault(STREAMS, limits.inAll())));
    }

    private static int count(String key, String text, List<String> problems) {
        if (!text.matches("[1-9][0-9]{0,5}")) {
            problems.add("%s must be a number from 1 to 999999, not '%s'".formatted(key, text));
            return 1;
        }
        return Integer.parseInt(text);
    }

    private static Optional<Path> beside(Path file, Optional<String> given) {
        return given.filter(text -> !text.isBlank())
                .map(text -> file.toAbsolutePath().resolveSibling(text.strip()).normalize());
    }

    private static Map<String, String> values(Path file) {
        try {
            return Config.builder(ConfigSources.file(file).parser(YamlConfigParser.create()))
                    .disableEnvironmentVariablesSource()
                    .disableSystemPropertiesSource()
                    .disableValueResolving()
                    .disableFilterServices()
                    .build()
                    .asMap()
                    .orElse(Map.of());
        } catch (ConfigException e) {
            throw new StartException("the configuration %s is not YAML: %s".formatted(file, firstLine(e)));
        }
    }

    private static String firstLine(ConfigException e) {
        Throwable root = e.getCause() == null ? e : e.getCause();
        return String.valueOf(root.getMessage()).replaceAll("\\s+", " ");
    }

    private static String resolved(String key, String value, Map<String, String> environment, List<String> problems) {
        Matcher matcher = VARIABLE.matcher(value);
        return matcher.replaceAll(found -> {
            String text = environment.get(found.group(1));
            if (text == null) {
                problems.add("%s: there is no environment variable %s".formatted(key, found.group(1)));
                return "";
            }
            return Matcher.quoteReplacement(text);
        });
    }
}
