package io.storyforge.runtime.plugin;

import io.storyforge.runtime.plugin.CallGuard.Outcome;
import io.storyforge.runtime.plugin.PluginRegistry.Entry;
import io.storyforge.runtime.spi.AgentTool;
import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.Settings;
import io.storyforge.runtime.spi.SourceDescriptor;
import io.storyforge.runtime.spi.StartContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the sources on a class path. One that cannot be loaded, described or started costs only itself. */
public final class PluginLoader {
    private static final System.Logger LOG = System.getLogger(PluginLoader.class.getName());
    // A service loader steps over a bad provider; the bound is for one that does not.
    private static final int MAX_PROVIDERS = 1_000;
    // Causes can form a ring.
    private static final int MAX_CAUSES = 100;

    private final PluginLimits limits;
    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> screens = new HashSet<>();
    private final Set<String> toolKeys = new HashSet<>();

    private PluginLoader(PluginLimits limits) {
        this.limits = limits;
    }

    /** Loads and starts every {@link HandoffSource} that the class loader's {@code META-INF/services} name. */
    public static PluginRegistry load(ClassLoader classLoader, PluginLimits limits) {
        PluginLoader loader = new PluginLoader(limits);
        Iterator<ServiceLoader.Provider<HandoffSource>> providers =
                ServiceLoader.load(HandoffSource.class, classLoader).stream().iterator();
        for (int i = 0; i < MAX_PROVIDERS && loader.step(providers); i++) {}
        return new PluginRegistry(loader.entries);
    }

    // LinkageError: a provider whose superclass is missing fails here, not as a ServiceConfigurationError.
    private boolean step(Iterator<ServiceLoader.Provider<HandoffSource>> providers) {
        try {
            if (!providers.hasNext()) {
                return false;
            }
            ServiceLoader.Provider<HandoffSource> provider = providers.next();
            load(provider);
        } catch (ServiceConfigurationError | LinkageError e) {
            fail("unknown", "load", e);
        }
        return true;
    }

    private void load(ServiceLoader.Provider<HandoffSource> provider) {
        String name = provider.type().getName();
        Plugin.Guards guards = new Plugin.Guards(
                new CallGuard(provider.type().getSimpleName(), limits.maxConcurrent()),
                new CallGuard(provider.type().getSimpleName() + "-tool", limits.maxConcurrent()));
        switch (guards.handoffs().call(() -> begin(provider, guards), limits.start())) {
            case Outcome.Answered<Plugin>(Plugin plugin) -> accept(plugin);
            case Outcome.Threw<Plugin>(Throwable cause) -> {
                fail(name, "start", cause);
                guards.close();
            }
            case Outcome.TimedOut<Plugin> ignored -> {
                fail(name, "start", new IllegalStateException("did not start within " + limits.start()));
                guards.close();
            }
            case Outcome.Busy<Plugin> ignored -> throw new IllegalStateException("a new guard cannot be busy");
        }
    }

    private static Plugin begin(ServiceLoader.Provider<HandoffSource> provider, Plugin.Guards guards) throws Exception {
        HandoffSource source = provider.get();
        SourceDescriptor descriptor = described(source.descriptor(), provider.type());
        List<Plugin.Tool> tools = new ArrayList<>();
        for (AgentTool tool : source.tools()) {
            tools.add(new Plugin.Tool(described(tool.descriptor(), tool.getClass()), tool));
        }
        Plugin.Manifest manifest = JarManifest.of(provider.type(), descriptor.screen());
        source.start(new Start(System.getLogger("plugin." + manifest.id())));
        return new Plugin(manifest, source, descriptor, tools, guards);
    }

    // A plugin compiled without null checks can answer null.
    private static <T> T described(@Nullable T descriptor, Class<?> type) {
        if (descriptor == null) {
            throw new IllegalStateException("%s.descriptor() answered null".formatted(type.getName()));
        }
        return descriptor;
    }

    private void accept(Plugin plugin) {
        Optional<String> conflict = conflict(plugin);
        if (conflict.isPresent()) {
            fail(plugin.id(), "register", new IllegalStateException(conflict.get()));
            PluginRegistry.stop(plugin, limits);
            return;
        }
        screens.add(plugin.descriptor().screen());
        plugin.tools().forEach(tool -> toolKeys.add(tool.descriptor().key()));
        entries.add(new Entry(plugin.id(), new PluginStatus.Active(), Optional.of(plugin)));
    }

    private Optional<String> conflict(Plugin plugin) {
        if (screens.contains(plugin.descriptor().screen())) {
            return Optional.of("another plugin already serves the screen "
                    + plugin.descriptor().screen());
        }
        Set<String> own = new HashSet<>();
        return plugin.tools().stream()
                .map(tool -> tool.descriptor().key())
                .filter(key -> toolKeys.contains(key) || !own.add(key))
                .findFirst()
                .map(key -> toolKeys.contains(key)
                        ? "another plugin already brings the tool " + key
                        : "the plugin brings the tool %s twice".formatted(key));
    }

    private void fail(String id, String phase, Throwable cause) {
        Throwable root = cause;
        for (int depth = 0; depth < MAX_CAUSES && root.getCause() != null; depth++) {
            root = root.getCause();
        }
        LOG.log(System.Logger.Level.WARNING, "plugin %s failed to %s".formatted(id, phase), cause);
        PluginStatus status = new PluginStatus.Failed(
                phase, root.toString(), "see the server's log, then replace or remove the plugin");
        entries.add(new Entry(id, status, Optional.empty()));
    }

    private record Start(System.Logger logger) implements StartContext {
        @Override
        public Settings settings() {
            return NoSettings.INSTANCE;
        }
    }
}
