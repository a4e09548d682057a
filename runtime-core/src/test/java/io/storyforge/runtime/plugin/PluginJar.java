package io.storyforge.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.spi.HandoffApi;
import io.storyforge.runtime.spi.HandoffSource;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A plugin's jar, made from a folder of sources under {@code src/test/plugins}; a test spoils it before it is written. */
public final class PluginJar {
    static final String SERVICE = "META-INF/services/" + HandoffSource.class.getName();

    // Other modules use it too, each from its own folder.
    private static final Path SOURCES = Path.of("../runtime-core/src/test/plugins");
    private static final Map<String, Map<String, byte[]>> COMPILED = new ConcurrentHashMap<>();

    private final Map<String, byte[]> entries;
    private final Map<String, String> manifest = new LinkedHashMap<>();

    private PluginJar(Map<String, byte[]> entries) {
        this.entries = new TreeMap<>(entries);
    }

    /** The plugin of the folder, whole and sound; its id is the folder's name. */
    public static PluginJar of(String name) {
        return new PluginJar(COMPILED.computeIfAbsent(name, PluginJar::compiled))
                .says("Handoff-Plugin-Id", name)
                .says("Handoff-Plugin-Name", name)
                .says("Handoff-Plugin-Version", "1.0.0")
                .says("Handoff-Api-Version", HandoffApi.VERSION)
                .services("plugin.Source");
    }

    /** A jar with nothing in it. */
    public static PluginJar empty() {
        return new PluginJar(Map.of());
    }

    /** Sets an attribute of the manifest. */
    public PluginJar says(String attribute, String value) {
        manifest.put(attribute, value);
        return this;
    }

    /** Leaves nothing in the manifest. */
    public PluginJar saysNothing() {
        manifest.clear();
        return this;
    }

    /** Names the providers. */
    public PluginJar services(String... lines) {
        return with(SERVICE, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    /** Adds or replaces an entry. */
    public PluginJar with(String entry, byte[] content) {
        entries.put(entry, content);
        return this;
    }

    /** Takes an entry away. */
    public PluginJar without(String entry) {
        assertThat(entries.remove(entry)).as(entry).isNotNull();
        return this;
    }

    /** Takes entries out into a jar of their own, without a manifest. */
    public PluginJar split(String prefix) {
        PluginJar other = empty();
        entries.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .toList()
                .forEach(entry -> {
                    other.with(entry.getKey(), entry.getValue());
                    entries.remove(entry.getKey());
                });
        return other;
    }

    /** Writes the jar. */
    public Path writeTo(Path file) {
        Manifest written = new Manifest();
        written.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.forEach(written.getMainAttributes()::putValue);
        try {
            Files.createDirectories(file.getParent());
            try (JarOutputStream out =
                    new JarOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), written)) {
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    out.putNextEntry(new JarEntry(entry.getKey()));
                    out.write(entry.getValue());
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return file;
    }

    private static Map<String, byte[]> compiled(String name) {
        try {
            Path out = Files.createTempDirectory("plugin-" + name);
            try {
                compile(files(SOURCES.resolve(name), ".java"), out);
                Map<String, byte[]> classes = new TreeMap<>();
                for (Path file : files(out, ".class")) {
                    classes.put(out.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                }
                return classes;
            } finally {
                WorkFolder.delete(out);
            }
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static void compile(List<Path> sources, Path out) throws URISyntaxException {
        Path spi = Path.of(HandoffSource.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> arguments =
                new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", out.toString(), "-cp", spi.toString()));
        sources.forEach(source -> arguments.add(source.toString()));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .as("compiled %s", sources)
                .isZero();
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
