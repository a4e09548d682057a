package io.storyforge.runtime.plugin;

import io.storyforge.runtime.plugin.PluginArtifact.Origin;
import io.storyforge.runtime.spi.HandoffSource;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Where plugins are: the entries of folders with plugins, and the jars and class folders of the class path. */
final class PluginPlaces {
    private static final System.Logger LOG = System.getLogger(PluginPlaces.class.getName());
    private static final String JAR = ".jar";

    private PluginPlaces() {}

    /** The jars, and the folders with jars, in name order; none when the folder is not there. */
    static List<Attempt> in(Path folder, Origin origin) {
        List<Attempt> found = new ArrayList<>();
        for (Path entry : entries(folder)) {
            List<Path> jars = isJar(entry) ? List.of(entry) : Files.isDirectory(entry) ? jars(entry) : List.of();
            String name = entry.getFileName().toString();
            if (jars.isEmpty() || name.startsWith(".")) {
                LOG.log(System.Logger.Level.DEBUG, "{0} is no plugin", entry);
            } else {
                String id = name.endsWith(JAR) ? name.substring(0, name.length() - JAR.length()) : name;
                found.add(new Attempt(
                        new PluginArtifact(origin, name, "", PluginManifest.named(id), PluginUi.NONE), jars));
            }
        }
        return found;
    }

    private static List<Path> jars(Path folder) {
        return entries(folder).stream().filter(PluginPlaces::isJar).toList();
    }

    private static boolean isJar(Path path) {
        return Files.isRegularFile(path) && path.getFileName().toString().endsWith(JAR);
    }

    private static List<Path> entries(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the plugins folder %s cannot be read".formatted(folder), e);
            return List.of();
        }
    }

    /** What is known of a source on the class path; without a jar that names the plugin, its screen will. */
    static PluginArtifact onClassPath(Class<? extends HandoffSource> type, JarLimits limits) throws LoadException {
        try {
            Optional<Path> place = place(type.getProtectionDomain().getCodeSource());
            if (place.isEmpty()) {
                return new PluginArtifact(
                        Origin.CLASS_PATH, type.getName(), "", PluginManifest.named(""), PluginUi.NONE);
            }
            boolean jar = Files.isRegularFile(place.get());
            return new PluginArtifact(
                    Origin.CLASS_PATH,
                    jar ? place.get().getFileName().toString() : type.getName(),
                    "",
                    jar ? manifest(place.get()) : PluginManifest.named(""),
                    PluginUi.read(place.get(), limits));
        } catch (IOException | URISyntaxException e) {
            throw LoadException.refused(LoadFailures.problem(
                    PluginProblem.Code.BAD_JAR, "the jar of %s".formatted(type.getName()), e, "repair the class path"));
        }
    }

    private static PluginManifest manifest(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            Manifest manifest = file.getManifest();
            return PluginManifest.of(manifest == null ? new Attributes() : manifest.getMainAttributes(), "");
        }
    }

    private static Optional<Path> place(@org.jspecify.annotations.Nullable CodeSource source)
            throws URISyntaxException {
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        return Optional.of(Path.of(source.getLocation().toURI()));
    }
}
