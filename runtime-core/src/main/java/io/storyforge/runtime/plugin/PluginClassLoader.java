package io.storyforge.runtime.plugin;

import io.storyforge.runtime.spi.HandoffSource;
import io.storyforge.runtime.spi.Incubating;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The classes of one plugin. It shares the plugin API with the server and nothing else: a plugin's libraries, in whatever
 * version, are its own, and so are its resources.
 */
final class PluginClassLoader extends URLClassLoader {
    private static final System.Logger LOG = System.getLogger(PluginClassLoader.class.getName());
    private static final List<String> SHARED = List.of("io.storyforge.runtime.spi.", "org.jspecify.annotations.");
    private static final String SERVER = "io.storyforge.runtime.";
    private static final ClassLoader HOST = HandoffSource.class.getClassLoader();

    private final AtomicBoolean told = new AtomicBoolean();

    static {
        ClassLoader.registerAsParallelCapable();
    }

    PluginClassLoader(String pluginId, List<URL> jars) {
        super("plugin-" + pluginId, jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (SHARED.stream().anyMatch(name::startsWith)) {
            return shared(name);
        }
        try {
            return super.loadClass(name, resolve);
        } catch (ClassNotFoundException e) {
            if (name.startsWith(SERVER)) {
                // No cause: it would hide these words as the root of all.
                throw new ClassNotFoundException(name + " is a class of the server, which plugins do not see");
            }
            throw e;
        }
    }

    private Class<?> shared(String name) throws ClassNotFoundException {
        try {
            Class<?> type = HOST.loadClass(name);
            if (type.isAnnotationPresent(Incubating.class) && told.compareAndSet(false, true)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} uses {1}, which is incubating: it may change or go in any version",
                        getName(),
                        type.getSimpleName());
            }
            return type;
        } catch (ClassNotFoundException ignored) { // told in the words of plugins
            boolean bundled = findResource(name.replace('.', '/') + ".class") != null;
            throw new ClassNotFoundException("%s is not part of this server's plugin API%s"
                    .formatted(name, bundled ? " but is bundled in the plugin" : ""));
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        return findResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return findResources(name);
    }
}
