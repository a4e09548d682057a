package io.storyforge.runtime.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * The files of the web UI, read from the class path once at start. Served from memory by exact name, so there is no path
 * to walk out of; the build's hash in the path lets browsers keep them for ever.
 */
final class WebFiles {
    private static final String FOLDER = "META-INF/storyforge/web";
    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "webmanifest", "application/manifest+json");

    private final Map<String, WebFile> files = new TreeMap<>();
    private final String build;

    private WebFiles(Map<String, byte[]> contents) {
        this.build = hash(contents);
        contents.forEach((name, bytes) -> mediaType(name).ifPresent(type -> files.put(name, file(name, type, bytes))));
    }

    /**
     * A file as it is sent.
     *
     * @param gzip the same, compressed
     */
    @SuppressWarnings("ArrayRecordComponent") // files are never compared
    record WebFile(String mediaType, byte[] plain, byte[] gzip) {}

    /** The files in the web UI's jar; none when it is not on the class path. */
    static WebFiles fromClassPath() {
        URL folder = WebFiles.class.getClassLoader().getResource(FOLDER + "/index.html");
        if (folder == null) {
            return new WebFiles(Map.of());
        }
        try {
            URI index = folder.toURI();
            if (index.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(index, Map.of())) {
                    return new WebFiles(read(jar.getPath("/" + FOLDER)));
                }
            }
            return new WebFiles(read(Path.of(index).resolveSibling("")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a class path URL is a URI", e);
        }
    }

    /** The file with the name, when the path names this build. */
    Optional<WebFile> find(String askedBuild, String name) {
        return askedBuild.equals(build) ? Optional.ofNullable(files.get(name)) : Optional.empty();
    }

    /** The page that every screen starts from. */
    Optional<WebFile> index() {
        return Optional.ofNullable(files.get("index.html"));
    }

    private WebFile file(String name, String mediaType, byte[] bytes) {
        byte[] plain = name.equals("index.html")
                ? new String(bytes, StandardCharsets.UTF_8)
                        .replace("{{build}}", build)
                        .getBytes(StandardCharsets.UTF_8)
                : bytes;
        return new WebFile(mediaType, plain, gzip(plain));
    }

    private static Map<String, byte[]> read(Path folder) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.filter(Files::isRegularFile).toList()) {
                try (InputStream in = Files.newInputStream(path)) {
                    contents.put(folder.relativize(path).toString(), in.readAllBytes());
                }
            }
        }
        return contents;
    }

    private static Optional<String> mediaType(String name) {
        return Optional.ofNullable(MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream compressing = new GZIPOutputStream(out)) {
            compressing.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String hash(Map<String, byte[]> contents) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            contents.forEach((name, bytes) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            });
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
