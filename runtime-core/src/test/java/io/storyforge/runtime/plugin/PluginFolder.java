package io.storyforge.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.run.SampleRuns;
import io.storyforge.runtime.spi.HandoffSource;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A folder of plugins compiled from sources in a test, and a class loader over it. */
final class PluginFolder implements AutoCloseable {
    private static final String SERVICE = "META-INF/services/" + HandoffSource.class.getName();

    private final Path folder;
    private final List<URLClassLoader> loaders = new ArrayList<>();

    PluginFolder(Path folder) {
        this.folder = folder;
    }

    /** Compiles a class of the package {@code sample}, which may use those compiled before. */
    PluginFolder compile(String name, String body) throws URISyntaxException {
        String imports = "package sample; import io.storyforge.runtime.spi.*; import java.util.*; ";
        Path spi = Path.of(HandoffSource.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        JavaCompiler.CompilationTask task = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        null,
                        List.of(
                                "-proc:none",
                                "-nowarn",
                                "-g",
                                "-d",
                                folder.toString(),
                                "-cp",
                                spi + System.getProperty("path.separator") + folder),
                        null,
                        List.of(new Source(name, imports + body)));
        assertThat(task.call()).as("compiled %s", name).isTrue();
        return this;
    }

    /** Compiles a source that says the screen and whatever else is given. */
    PluginFolder source(String name, String screen, String members) throws URISyntaxException {
        return compile(name, """
                public class %s implements HandoffSource {
                    public SourceDescriptor descriptor() {
                        return SourceDescriptor.forScreen("%s").action("go", "去").build();
                    }
                    public HandoffOutcome handOff(HandoffRequest request, HandoffContext context) {
                        return HandoffOutcome.declined("不");
                    }
                    %s
                }
                """.formatted(name, screen, members));
    }

    /** Takes away a class that was compiled. */
    PluginFolder delete(String name) throws IOException {
        Files.delete(folder.resolve("sample").resolve(name + ".class"));
        return this;
    }

    /** Loads the classes as plugins, in the given order. */
    PluginRegistry load(PluginLimits limits, String... names) throws IOException {
        Path services = folder.resolve(SERVICE);
        Files.createDirectories(services.getParent());
        Files.write(
                services, List.of(names).stream().map(name -> "sample." + name).toList());
        return load(limits, loader(folder));
    }

    private static PluginRegistry load(PluginLimits limits, ClassLoader classPath) {
        return PluginHost.start(PluginHost.Options.none(PluginConfig.with(limits), () -> SampleRuns.NOW)
                        .withClassPath(classPath))
                .registry();
    }

    /** The class, loaded from the folder. */
    Class<? extends HandoffSource> type(String name) throws IOException, ClassNotFoundException {
        return loader(folder).loadClass("sample." + name).asSubclass(HandoffSource.class);
    }

    /** The class, loaded from a jar with the manifest's attributes. */
    Class<? extends HandoffSource> jarred(String name, Map<String, String> attributes)
            throws IOException, ClassNotFoundException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.forEach(manifest.getMainAttributes()::putValue);
        Path jar = folder.resolve("a plugin.jar");
        String entry = "sample/" + name + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry(entry));
            out.write(Files.readAllBytes(folder.resolve(entry)));
        }
        return loader(jar).loadClass("sample." + name).asSubclass(HandoffSource.class);
    }

    private URLClassLoader loader(Path place) throws IOException {
        URLClassLoader loader =
                new URLClassLoader(new URL[] {place.toUri().toURL()}, HandoffSource.class.getClassLoader());
        loaders.add(loader);
        return loader;
    }

    @Override
    public void close() throws IOException {
        for (URLClassLoader loader : loaders) {
            loader.close();
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///sample/%s.java".formatted(name)), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
