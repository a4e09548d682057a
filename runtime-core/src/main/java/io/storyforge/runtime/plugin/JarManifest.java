package io.storyforge.runtime.plugin;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** What the manifest of a plugin's jar says; a class folder has none, then the screen names the plugin. */
final class JarManifest {
    private JarManifest() {}

    static Plugin.Manifest of(Class<?> type, String screen) throws IOException, URISyntaxException {
        Attributes attributes = attributes(type.getProtectionDomain().getCodeSource());
        return new Plugin.Manifest(
                value(attributes, "Handoff-Plugin-Id", screen),
                value(attributes, "Handoff-Plugin-Name", screen),
                value(attributes, "Handoff-Plugin-Version", ""));
    }

    private static Attributes attributes(@Nullable CodeSource source) throws IOException, URISyntaxException {
        if (source == null || source.getLocation() == null) {
            return new Attributes();
        }
        Path place = Path.of(source.getLocation().toURI());
        if (!Files.isRegularFile(place)) {
            return new Attributes();
        }
        try (JarFile jar = new JarFile(place.toFile())) {
            Manifest manifest = jar.getManifest();
            return manifest == null ? new Attributes() : manifest.getMainAttributes();
        }
    }

    private static String value(Attributes attributes, String name, String otherwise) {
        String value = attributes.getValue(name);
        return value == null || value.isBlank() ? otherwise : value.strip();
    }
}
