package io.storyforge.runtime.plugin;

import io.storyforge.runtime.plugin.PluginRegistry.Entry;
import io.storyforge.runtime.spi.HandoffSource;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Loads the plugins of a server or a test, starts them, replaces them while running, and stops them. The entry to this
 * package: what plugins meet in a test of their own is what they meet in the server.
 */
public final class PluginHost implements AutoCloseable {
    private final Options options;
    private final PluginLoader loader;
    private final PluginRegistry registry;
    private final ReentrantLock reloading = new ReentrantLock();
    private final Retirement retirement;

    /**
     * Where plugins are and how they are run.
     *
     * @param classPath finds the shipped ones by their {@code META-INF/services}
     * @param sources that are made already, as in tests of plugins
     * @param shipped with those of the distribution
     * @param folder with those that were dropped in
     */
    public record Options(
            Optional<ClassLoader> classPath,
            List<HandoffSource> sources,
            Optional<Folder> shipped,
            Optional<Folder> folder,
            PluginConfig config,
            InstantSource clock) {
        public Options {
            sources = List.copyOf(sources);
        }

        /** No plugins yet. */
        public static Options none(PluginConfig config, InstantSource clock) {
            return new Options(Optional.empty(), List.of(), Optional.empty(), Optional.empty(), config, clock);
        }

        /** With those that the class loader finds. */
        public Options withClassPath(ClassLoader loader) {
            return new Options(Optional.of(loader), sources, shipped, folder, config, clock);
        }

        /** With one more that is made already. */
        public Options withSource(HandoffSource source) {
            List<HandoffSource> all = new ArrayList<>(sources);
            all.add(source);
            return new Options(classPath, all, shipped, folder, config, clock);
        }

        /** With those of the distribution, which are loaded as those of the plugins folder are. */
        public Options withShipped(Path plugins, Path work) {
            return new Options(classPath, sources, Optional.of(new Folder(plugins, work)), folder, config, clock);
        }

        /** With those in the folder; they are loaded from copies in the work folder, which is this host's alone. */
        public Options withFolder(Path plugins, Path work) {
            return new Options(classPath, sources, shipped, Optional.of(new Folder(plugins, work)), config, clock);
        }

        private void clearCopies() {
            Stream.of(shipped, folder).flatMap(Optional::stream).forEach(each -> new WorkFolder(each.work()).clear());
        }
    }

    /** A folder with plugins and the folder of the copies that they are loaded from. */
    public record Folder(Path plugins, Path work) {}

    private PluginHost(Options options) {
        this.options = options;
        this.loader = new PluginLoader(options);
        options.clearCopies();
        List<Entry> entries = loader.load(List.of(), true);
        this.registry = new PluginRegistry(entries, options.clock().instant());
        this.retirement = new Retirement();
        LoadLog.loaded(entries, options.config());
    }

    /**
     * Loads and starts all plugins. Those that cannot be used are rows of the registry.
     *
     * @throws PluginStartException when the operator said that the server must not run without one of them
     */
    public static PluginHost start(Options options) {
        PluginHost host = new PluginHost(options);
        List<String> fatal = LoadLog.fatal(host.registry.entries(), options.config());
        if (!fatal.isEmpty()) {
            host.close();
            throw new PluginStartException(fatal);
        }
        return host;
    }

    /** Loads all plugins without starting any, and lets go of them again; every row says how loading went. */
    public static List<Entry> check(Options options) {
        List<Entry> entries = new PluginLoader(options).load(List.of(), false);
        entries.forEach(entry -> entry.guard().ifPresent(PluginGuard::close));
        options.clearCopies();
        return entries;
    }

    /** The plugins; always the same object, whose answers change with a reload. */
    public PluginRegistry registry() {
        return registry;
    }

    /**
     * Looks at the folder again: loads and starts what is new or changed, puts it in the place of what was there, and then
     * lets the old ones end their calls and stops them. Shipped plugins stay as they are.
     */
    public void reload() {
        reloading.lock();
        try {
            List<Entry> before = registry.entries();
            List<Entry> after = loader.load(before, true);
            registry.replace(after, options.clock().instant());
            LoadLog.reloaded(before, after);
            before.stream()
                    .filter(entry -> entry.guard().isPresent() && !LoadLog.isIn(entry, after))
                    .forEach(retirement::retire);
        } finally {
            reloading.unlock();
        }
    }

    /** Loaders of replaced plugins that were not collected in time: something still holds them. */
    public int leakedLoaders() {
        return retirement.leaked();
    }

    /** Stops all plugins, the last first, each within its limit. */
    @Override
    public void close() {
        registry.stop();
        retirement.close();
        options.clearCopies();
    }
}
