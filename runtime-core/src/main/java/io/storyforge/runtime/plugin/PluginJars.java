package io.storyforge.runtime.plugin;

import io.storyforge.runtime.plugin.PluginProblem.Code;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The jars of one plugin: the one whose manifest names a plugin first, its libraries after it.
 *
 * @param attributes of the first jar's manifest
 */
record PluginJars(List<Path> jars, Attributes attributes) {
    private static final String MANIFEST_HINT =
            "build the jar with the plugin parent POM, which writes the Handoff-* lines of the manifest";

    PluginJars {
        jars = List.copyOf(jars);
    }

    /** Checks the sizes and finds the plugin's jar. No class is loaded. */
    static PluginJars open(List<Path> jars, JarLimits limits) throws LoadException {
        Size size = new Size(0, 0);
        List<Path> ordered = new ArrayList<>();
        List<String> plugins = new ArrayList<>();
        Attributes attributes = new Attributes();
        for (Path path : jars) {
            try (JarFile jar = new JarFile(path.toFile(), false, ZipFile.OPEN_READ, Runtime.version())) {
                size = checked(size.plus(jar, limits), limits);
                Attributes found = attributes(jar);
                if (found.getValue(PluginManifest.ID_ATTRIBUTE) == null) {
                    ordered.add(path);
                } else {
                    ordered.addFirst(path);
                    plugins.add(path.getFileName().toString());
                    attributes = found;
                }
            } catch (IOException | IllegalArgumentException | SecurityException e) {
                throw LoadException.refused(LoadFailures.problem(
                        Code.BAD_JAR,
                        "%s is not a readable jar".formatted(path.getFileName()),
                        e,
                        "copy the file again; it was cut off or is none"));
            }
        }
        return only(plugins, new PluginJars(ordered, attributes));
    }

    private static PluginJars only(List<String> plugins, PluginJars jars) throws LoadException {
        if (plugins.isEmpty()) {
            throw LoadException.refused(
                    Code.MANIFEST, "no manifest says %s".formatted(PluginManifest.ID_ATTRIBUTE), MANIFEST_HINT);
        }
        if (plugins.size() > 1) {
            throw LoadException.refused(
                    Code.MANIFEST,
                    "the folder has several plugins: " + String.join(", ", plugins),
                    "give each plugin a folder of its own");
        }
        return jars;
    }

    /** The manifest, when it says all that a plugin has to say. */
    PluginManifest manifest() throws LoadException {
        PluginManifest manifest = PluginManifest.of(attributes, "");
        if (!PluginManifest.isId(manifest.id())) {
            throw LoadException.refused(
                    Code.MANIFEST,
                    "the id '%s' is not %s with at most %d characters"
                            .formatted(manifest.id(), PluginManifest.ID, PluginManifest.MAX_ID),
                    MANIFEST_HINT);
        }
        return manifest;
    }

    private static Attributes attributes(JarFile jar) throws IOException {
        Manifest manifest = jar.getManifest();
        return manifest == null ? new Attributes() : manifest.getMainAttributes();
    }

    private static Size checked(Size size, JarLimits limits) throws LoadException {
        if (size.entries() > limits.entries()) {
            throw LoadException.refused(
                    Code.TOO_LARGE,
                    "the jars have %d entries, at most %d are allowed".formatted(size.entries(), limits.entries()),
                    "leave out what the plugin does not need");
        }
        if (size.bytes() > limits.unpackedBytes()) {
            throw LoadException.refused(
                    Code.TOO_LARGE,
                    "the jars unpack to %d MB, at most %d MB are allowed"
                            .formatted(size.bytes() >> 20, limits.unpackedBytes() >> 20),
                    "leave out what the plugin does not need");
        }
        return size;
    }

    private record Size(long entries, long bytes) {
        Size plus(JarFile jar, JarLimits limits) {
            // Adding up what is refused anyway would only take time.
            long unpacked = jar.size() > limits.entries()
                    ? 0
                    : jar.stream()
                            .mapToLong(ZipEntry::getSize)
                            .map(bytes -> Math.max(bytes, 0))
                            .sum();
            return new Size(entries + jar.size(), bytes + unpacked);
        }
    }
}
