package io.storyforge.runtime.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reloads plugins whenever the files of their folder have changed and come to rest. For the work on plugins: in
 * production a change is a restart. Looks at names, sizes and times, because not every file system tells of changes.
 */
public final class PluginWatcher implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PluginWatcher.class.getName());
    private static final Duration LOOK = Duration.ofMillis(200);

    private final PluginHost host;
    private final Path folder;
    private final Thread thread;

    /** A watcher of the folder that the host loads from; it does nothing before its start. */
    public PluginWatcher(PluginHost host, Path folder) {
        this.host = host;
        this.folder = folder;
        this.thread = Thread.ofPlatform().name("plugin-watch").daemon().unstarted(this::watch);
    }

    /** Starts to watch. */
    public void start() {
        LOG.log(System.Logger.Level.INFO, "watching {0}: rebuilt plugins are swapped in", folder);
        thread.start();
    }

    private void watch() {
        // What changed between the host's start and this moment is seen by looking once in any case.
        Map<String, String> loaded = Map.of("", "never looked");
        Map<String, String> before = look();
        try {
            while (true) {
                Thread.sleep(LOOK);
                Map<String, String> now = look();
                // A build writes for a while; half a jar is no plugin.
                if (!now.equals(loaded) && now.equals(before)) {
                    loaded = now;
                    reload();
                }
                before = now;
            }
        } catch (InterruptedException ignored) { // closed
        }
    }

    private void reload() {
        try {
            host.reload();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "plugins were not reloaded", e);
        }
    }

    private Map<String, String> look() {
        Map<String, String> found = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try (Stream<Path> files = Files.walk(folder, 2)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.put(file.toString(), Files.getLastModifiedTime(file) + " " + Files.size(file));
            }
        } catch (IOException | java.io.UncheckedIOException ignored) { // a file went away meanwhile; looked at again
            found.put("", "changing");
        }
        return found;
    }

    /** Watches no more. A reload that is under way is cut short. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException ignored) { // nobody waits for us any more
            Thread.currentThread().interrupt();
        }
    }
}
