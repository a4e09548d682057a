package io.storyforge.runtime.plugin;

import io.storyforge.runtime.plugin.PluginProblem.Code;
import io.storyforge.runtime.spi.HandoffSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * The providers that a class loader's {@code META-INF/services} name. None is made.
 *
 * @param broken why those that cannot be loaded cannot
 */
record Providers(List<ServiceLoader.Provider<HandoffSource>> usable, List<Throwable> broken) {
    // A service loader steps over a bad provider; the bound is for one that does not.
    private static final int MOST = 1_000;

    Providers {
        usable = List.copyOf(usable);
        broken = List.copyOf(broken);
    }

    static Providers of(ClassLoader classes) {
        List<ServiceLoader.Provider<HandoffSource>> usable = new ArrayList<>();
        List<Throwable> broken = new ArrayList<>();
        Iterator<ServiceLoader.Provider<HandoffSource>> iterator =
                ServiceLoader.load(HandoffSource.class, classes).stream().iterator();
        for (int i = 0; i < MOST; i++) {
            try {
                if (!iterator.hasNext()) {
                    break;
                }
                usable.add(iterator.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                // LinkageError: a provider whose superclass is missing fails so, not as a ServiceConfigurationError.
                broken.add(e);
            }
        }
        return new Providers(usable, broken);
    }

    /** The one that a plugin has to have. */
    ServiceLoader.Provider<HandoffSource> only() throws LoadException {
        if (!broken.isEmpty()) {
            throw LoadException.failed(LoadFailures.problem(Code.PROVIDER, broken.getFirst()));
        }
        if (usable.isEmpty()) {
            throw LoadException.refused(
                    Code.NO_PROVIDER,
                    "META-INF/services/%s names no class".formatted(HandoffSource.class.getName()),
                    "annotate the source with @AutoService(HandoffSource.class); provides in module-info is not read");
        }
        if (usable.size() > 1) {
            throw LoadException.refused(
                    Code.MANY_PROVIDERS,
                    "the plugin has %d sources: %s"
                            .formatted(
                                    usable.size(),
                                    usable.stream()
                                            .map(provider -> provider.type().getName())
                                            .collect(Collectors.joining(", "))),
                    "make a plugin of each");
        }
        return usable.getFirst();
    }
}
