package io.storyforge.runtime.server;

import io.storyforge.runtime.server.cli.Command;
import io.storyforge.runtime.server.settings.Setting;
import io.storyforge.runtime.server.settings.SettingValue;
import io.storyforge.runtime.server.settings.SettingValue.Origin;
import io.storyforge.runtime.server.settings.Settings;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The config command: every setting, its value, where it came from and what it means. Shows no secret. */
final class SettingsPrint {
    private static final String SECRET = "(given, not shown)";

    private SettingsPrint() {}

    static void print(Command.Config command, PrintStream out) {
        ServerConfig config = ServerConfig.read(command.config(), command.data());
        Map<String, String> file = ServerConfig.raw(command.config(), command.data());
        List<SettingValue> values = new ArrayList<>();
        Settings.flags().forEach(setting -> values.add(flag(setting, command.flags())));
        values.addAll(config.own().values());
        values.addAll(plugins(file));
        values.forEach(value -> out.printf(
                "%s = %s (%s)%n    %s Allowed: %s.%n",
                value.setting().name(),
                value.text(),
                value.origin().word(),
                value.setting().meaning(),
                value.setting().form()));
    }

    private static SettingValue flag(Setting setting, Map<String, String> given) {
        return Optional.ofNullable(given.get(setting.key()))
                .map(text -> new SettingValue(setting, text, Origin.FLAG))
                .orElseGet(() -> new SettingValue(setting, setting.usual(), Origin.DEFAULT));
    }

    /** Those for all plugins, then what is said about single ones. */
    private static List<SettingValue> plugins(Map<String, String> file) {
        List<SettingValue> values = new ArrayList<>();
        Settings.ofPlugins().stream()
                .filter(setting -> !setting.key().contains("<id>"))
                .forEach(setting -> values.add(Optional.ofNullable(file.get(setting.key()))
                        .map(text -> new SettingValue(setting, text, origin(text)))
                        .orElseGet(() -> new SettingValue(setting, setting.usual(), Origin.DEFAULT))));
        new TreeMap<>(file)
                .forEach((key, text) -> single(key)
                        .ifPresent(setting -> values.add(new SettingValue(
                                new Setting(key, setting.place(), setting.usual(), setting.form(), setting.meaning()),
                                key.contains(".settings.") && origin(text) == Origin.FILE ? SECRET : text,
                                origin(text)))));
        return values;
    }

    private static Optional<Setting> single(String key) {
        return Settings.ofPlugins().stream()
                .filter(setting -> setting.key().contains("<id>"))
                .filter(setting -> key.matches(setting.key()
                        .replace(".", "\\.")
                        .replace("<id>", "[^.]+")
                        .replace("\\.*", "\\..*")))
                .findFirst();
    }

    // The variable is named, its value is not shown: that is what variables are for.
    private static Origin origin(String text) {
        return text.contains("${") ? Origin.ENVIRONMENT : Origin.FILE;
    }
}
