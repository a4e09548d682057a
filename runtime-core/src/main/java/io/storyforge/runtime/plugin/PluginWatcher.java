package io.storyforge.runtime.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Reloads plugins whenever the files of their folder have changed and come to rest. For the work on plugins: in
 * production a change is a restart. Looks again and again, because not every file system tells of changes, and because a
 * change may come before anybody listens.
 */
public final class PluginWatcher implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PluginWatcher.class.getName());
    private static final Duration LOOK = Duration.ofMillis(200);
    // Looks between one reload that failed and the next.
    private static final int MOST_PATIENCE = 64;

    private final PluginHost host;
    private final Path folder;
    private final FolderPrint print;
    private final Thread thread;

    /** A watcher of the folder that the host loads from; it does nothing before its start. */
    public PluginWatcher(PluginHost host, Path folder) {
        this.host = host;
        this.folder = folder;
        this.print = new FolderPrint(folder);
        this.thread = Thread.ofPlatform().name("plugin-watch").daemon().unstarted(this::watch);
    }

    /** Starts to watch. */
    public void start() {
        LOG.log(System.Logger.Level.INFO, "watching {0}: rebuilt plugins are swapped in", folder);
        thread.start();
    }

    private void watch() {
        // Nothing counts as loaded yet: what changed between the host's start and this moment is seen as well.
        Optional<Map<Path, FolderPrint.Print>> loaded = Optional.empty();
        Optional<Map<Path, FolderPrint.Print>> before = look();
        int patience = 1;
        int waited = 0;
        try {
            while (true) {
                Thread.sleep(LOOK);
                Optional<Map<Path, FolderPrint.Print>> now = look();
                waited++;
                // A build writes for a while; half a jar is no plugin.
                if (now.isPresent() && now.equals(before) && !now.equals(loaded) && waited >= patience) {
                    boolean done = reload();
                    loaded = done ? now : Optional.empty();
                    patience = done ? 1 : Math.min(2 * patience, MOST_PATIENCE);
                    waited = 0;
                }
                before = now;
            }
        } catch (InterruptedException ignored) { // closed
        }
    }

    // Whatever goes wrong, the next change is seen.
    private boolean reload() {
        try {
            host.reload();
            return true;
        } catch (RuntimeException | Error e) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.log(System.Logger.Level.ERROR, "plugins were not reloaded; it is tried again", e);
            }
            return false;
        }
    }

    private Optional<Map<Path, FolderPrint.Print>> look() {
        try {
            return Optional.of(print.look());
        } catch (IOException ignored) { // a file went away meanwhile; looked at again
            return Optional.empty();
        }
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
