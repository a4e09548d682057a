package io.storyforge.runtime.plugin;

import io.storyforge.runtime.spi.HandoffSource;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The classes of one plugin. It shares the plugin API with the server and nothing else: a plugin's libraries, in whatever
 * version, are its own, and so are its resources.
 */
final class PluginClassLoader extends URLClassLoader {
    private static final List<String> SHARED = List.of("io.storyforge.runtime.spi.", "org.jspecify.annotations.");
    private static final String SERVER = "io.storyforge.runtime.";
    private static final ClassLoader HOST = HandoffSource.class.getClassLoader();

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
            return HOST.loadClass(name);
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
