package io.storyforge.runtime.server;

import io.helidon.config.Config;
import io.helidon.config.ConfigException;
import io.helidon.config.ConfigSources;
import io.helidon.config.yaml.YamlConfigParser;
import io.storyforge.runtime.plugin.PluginConfig;
import io.storyforge.runtime.server.settings.OwnSettings;
import io.storyforge.runtime.server.settings.Settings;
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
 * @param own what is not about plugins; the environment wins over the file
 */
public record ServerConfig(
        PluginConfig plugins, Optional<Path> pluginFolder, Optional<Path> pluginWork, OwnSettings own) {
    private static final String FILE = "application.yaml";
    private static final String PLUGINS = "plugins.";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    /** What holds without a file. */
    static final ServerConfig NONE =
            new ServerConfig(PluginConfig.of(Map.of()), Optional.empty(), Optional.empty(), OwnSettings.USUAL);

    /** The named file, or else the one in the data folder, or else nothing. All that is wrong is told at once. */
    static ServerConfig read(Optional<Path> named, Path data) {
        Path file = named.orElse(data.resolve(FILE));
        return of(raw(named, data), file, System.getenv());
    }

    /** What stands in the file, by key, with the names of variables in the place of their values. */
    static Map<String, String> raw(Optional<Path> named, Path data) {
        Path file = named.orElse(data.resolve(FILE));
        if (named.isEmpty() && !Files.exists(file)) {
            return Map.of();
        }
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new StartException("the configuration %s cannot be read".formatted(file));
        }
        return values(file);
    }

    static ServerConfig of(Map<String, String> values, Path file, Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        Map<String, String> plugins = new TreeMap<>();
        Map<String, String> own = new TreeMap<>();
        new TreeMap<>(values).forEach((key, value) -> {
            if (key.startsWith(PLUGINS)) {
                plugins.put(key.substring(PLUGINS.length()), resolved(key, value, environment, problems));
            } else if (Settings.own(key).isPresent()) {
                own.put(key, resolved(key, value, environment, problems));
            } else {
                problems.add("unknown key '%s', known: %s".formatted(key, Settings.known()));
            }
        });
        Optional<Path> folder = beside(file, Optional.ofNullable(plugins.remove("dir")));
        Optional<Path> work = beside(file, Optional.ofNullable(plugins.remove("work-dir")));
        PluginConfig config = PluginConfig.of(plugins);
        OwnSettings settings = OwnSettings.of(own, environment, problems);
        config.problems().forEach(problem -> problems.add("plugins: " + problem));
        if (!problems.isEmpty()) {
            throw new StartException(
                    "the configuration %s is not valid: %s".formatted(file, String.join("; ", problems)));
        }
        return new ServerConfig(config, folder, work, settings);
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
