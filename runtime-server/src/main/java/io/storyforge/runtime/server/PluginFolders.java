package io.storyforge.runtime.server;

import io.storyforge.runtime.plugin.PluginHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the plugins of a server are.
 *
 * @param dropped those that the operator added
 * @param shipped those of the distribution; empty where they are on the class path, as in development
 * @param work the copies that both are loaded from; this server's alone
 */
public record PluginFolders(Path dropped, Optional<Path> shipped, Path work) {
    /** Set by the start script of the distribution. */
    static final String SHIPPED = "storyforge.shipped-plugins";

    /** Those of the operator in the folder, and those of the distribution that this program is part of. */
    static PluginFolders of(Path dropped, Path work) {
        return new PluginFolders(dropped, shipped(Optional.ofNullable(System.getProperty(SHIPPED))), work);
    }

    // A distribution without its plugins would be a server without screens, which nobody meant.
    static Optional<Path> shipped(Optional<String> named) {
        Optional<Path> folder = named.filter(text -> !text.isBlank()).map(Path::of);
        folder.filter(path -> !Files.isDirectory(path)).ifPresent(path -> {
            throw new StartException(
                    "there is no folder %s with the shipped plugins; install the distribution again".formatted(path));
        });
        return folder;
    }

    /** All of them, those of the class path included. */
    PluginHost.Options over(PluginHost.Options none) {
        PluginHost.Options all =
                none.withClassPath(PluginFolders.class.getClassLoader()).withFolder(dropped, work);
        return shipped.map(folder -> all.withShipped(folder, work)).orElse(all);
    }
}
