package io.storyforge.plugin.testkit;

import io.storyforge.runtime.spi.HandoffSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The jars of a plugin: one jar, or those of a folder. */
record PackagedPlugin(List<Path> jars) {
    private static final String SERVICE = "META-INF/services/" + HandoffSource.class.getName();

    static PackagedPlugin of(Path jarOrFolder) throws IOException {
        if (Files.isRegularFile(jarOrFolder)) {
            return new PackagedPlugin(List.of(jarOrFolder));
        }
        Checks.that(
                Files.isDirectory(jarOrFolder),
                () -> "there is no plugin at %s; package it before".formatted(jarOrFolder));
        try (Stream<Path> files = Files.list(jarOrFolder)) {
            return new PackagedPlugin(files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList());
        }
    }

    /** The attributes of the one jar that says it is a plugin. */
    Map<String, String> manifest() throws IOException {
        List<Map<String, String>> found = new ArrayList<>();
        for (Path path : jars) {
            try (JarFile jar = new JarFile(path.toFile())) {
                Map<String, String> attributes = attributes(jar);
                if (attributes.containsKey("Handoff-Plugin-Id")) {
                    found.add(attributes);
                }
            }
        }
        Checks.that(
                found.size() == 1,
                () -> "one jar with Handoff-Plugin-Id in its manifest is expected, there are %d in %s"
                        .formatted(found.size(), jars));
        return found.getFirst();
    }

    /** The classes that the jars name for the service loader. */
    List<String> providers() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path path : jars) {
            try (JarFile jar = new JarFile(path.toFile())) {
                JarEntry entry = jar.getJarEntry(SERVICE);
                if (entry != null) {
                    found.addAll(lines(jar, entry));
                }
            }
        }
        return found;
    }

    /** The entries in one of the folders. */
    List<String> entriesUnder(String... folders) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path path : jars) {
            try (JarFile jar = new JarFile(path.toFile())) {
                jar.stream()
                        .map(JarEntry::getName)
                        .filter(name -> Stream.of(folders).anyMatch(name::startsWith))
                        .map(name -> path.getFileName() + "!" + name)
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static Map<String, String> attributes(JarFile jar) throws IOException {
        Map<String, String> attributes = new TreeMap<>();
        Manifest manifest = jar.getManifest();
        if (manifest != null) {
            manifest.getMainAttributes().forEach((name, value) -> attributes.put(name.toString(), value.toString()));
        }
        return attributes;
    }

    private static List<String> lines(JarFile jar, JarEntry entry) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(jar.getInputStream(entry), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> line.replaceAll("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }
}
