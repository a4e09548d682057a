package io.storyforge.bench;

import io.storyforge.runtime.spi.HandoffApi;
import io.storyforge.runtime.spi.HandoffSource;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;

/** A small plugin as a jar, made for a measurement. */
final class SamplePlugin {
    private SamplePlugin() {}

    /** Compiles it and writes it into the folder, named by its id. */
    static void write(Path folder, String id) {
        try {
            Path source = Files.createDirectories(folder.resolve(id).resolve("sample"))
                    .resolve("Source.java");
            Files.writeString(source, source(id));
            compile(source);
            pack(folder.resolve(id + ".jar"), id, Files.readAllBytes(source.resolveSibling("Source.class")));
        } catch (IOException e) {
            throw new BenchException("a plugin cannot be made", e);
        }
    }

    private static String source(String screen) {
        return """
            package sample;
            import io.storyforge.runtime.spi.*;
            public final class Source implements HandoffSource {
                @Override public SourceDescriptor descriptor() {
                    return SourceDescriptor.forScreen("%s").action("go", "go").build();
                }
                @Override public HandoffOutcome handOff(HandoffRequest request, HandoffContext context) {
                    return HandoffOutcome.declined("no");
                }
            }
            """.formatted(screen);
    }

    private static void compile(Path source) {
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", spi(), source.toString());
        if (exit != 0) {
            throw new BenchException("a plugin cannot be compiled");
        }
    }

    private static String spi() {
        try {
            return Path.of(HandoffSource.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new BenchException("the plugin API is not in a file", e);
        }
    }

    private static void pack(Path jar, String id, byte[] code) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Handoff-Plugin-Id", id);
        manifest.getMainAttributes().putValue("Handoff-Api-Version", HandoffApi.VERSION);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry("META-INF/services/" + HandoffSource.class.getName()));
            out.write("sample.Source".getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new JarEntry("sample/Source.class"));
            out.write(code);
        }
    }
}
