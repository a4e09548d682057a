package io.storyforge.runtime.server;

import io.storyforge.runtime.plugin.PluginHost;
import io.storyforge.runtime.plugin.PluginRegistry.Entry;
import io.storyforge.runtime.plugin.PluginTable;
import io.storyforge.runtime.server.cli.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The plugins check command: loads what a server would load, starts nothing, and tells what a server would say of it. */
final class PluginCheck {
    private PluginCheck() {}

    /** Prints the table; true when a server could use every plugin. */
    static boolean run(Command.CheckPlugins command) {
        if (!Files.isDirectory(command.folder())) {
            throw new StartException("there is no folder %s".formatted(command.folder()));
        }
        ServerConfig config =
                ServerConfig.read(command.config(), command.folder().resolve(".."));
        Path copies = copies();
        try {
            List<Entry> entries = PluginHost.check(PluginFolders.of(command.folder(), copies)
                    .over(PluginHost.Options.none(config.plugins(), Clock.systemUTC())));
            System.out.println(PluginTable.of(entries));
            return entries.stream().allMatch(entry -> entry.status().problem().isEmpty());
        } finally {
            delete(copies);
        }
    }

    private static Path copies() {
        try {
            return Files.createTempDirectory("storyforge-plugins-");
        } catch (IOException e) {
            throw new StartException("no folder for copies of plugins can be made: %s".formatted(e.getMessage()));
        }
    }

    private static void delete(Path folder) {
        try {
            Files.deleteIfExists(folder);
        } catch (IOException ignored) { // an empty folder among temporary files
        }
    }
}
