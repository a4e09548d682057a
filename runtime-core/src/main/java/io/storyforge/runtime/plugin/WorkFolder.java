package io.storyforge.runtime.plugin;

import io.storyforge.runtime.plugin.PluginProblem.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The copies that plugins are loaded from, in folders named by content. A jar that is replaced or deleted in the plugins
 * folder while the server runs changes nothing for the classes that were loaded from its copy.
 */
final class WorkFolder {
    private static final String INCOMING = "incoming-";
    private static final int SHORT_HASH = 12;
    // Whatever else somebody keeps in the folder is not ours to delete.
    private static final Pattern COPY = Pattern.compile(INCOMING + "\\d+|" + PluginManifest.ID + "-[0-9a-f]{12}");

    private final Path folder;

    WorkFolder(Path folder) {
        this.folder = folder;
    }

    /** Jars under the hash of their names and contents. */
    record Copy(Path folder, List<Path> jars, String sha256) {}

    /** Copies the jars. */
    Copy copy(List<Path> jars, JarLimits limits) throws IOException, LoadException {
        long packed = 0;
        for (Path jar : jars) {
            packed += Files.size(jar);
        }
        if (packed > limits.packedBytes()) {
            throw LoadException.refused(
                    Code.TOO_LARGE,
                    "the jars have %d MB, at most %d MB are allowed"
                            .formatted(packed >> 20, limits.packedBytes() >> 20),
                    "leave out what the plugin does not need");
        }
        Files.createDirectories(folder);
        Path incoming = Files.createTempDirectory(folder, INCOMING);
        MessageDigest digest = sha256();
        List<Path> copies = new ArrayList<>();
        for (Path jar : jars) {
            Path copy = incoming.resolve(jar.getFileName().toString());
            try (InputStream in = Files.newInputStream(jar);
                    OutputStream out = new DigestOutputStream(Files.newOutputStream(copy), digest)) {
                in.transferTo(out);
            }
            copies.add(copy);
        }
        return new Copy(incoming, copies, HexFormat.of().formatHex(digest.digest()));
    }

    /** Gives the copy its name for good, and names the given jars of it there. */
    List<Path> keep(Copy incoming, String id, List<Path> jars) throws IOException {
        Path kept = folder.resolve(id + "-" + incoming.sha256().substring(0, SHORT_HASH));
        try {
            Files.move(incoming.folder(), kept, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // What is there under the name already has the same content.
            if (!Files.isDirectory(kept)) {
                throw e;
            }
            addMissing(incoming, kept);
        }
        return jars.stream()
                .map(jar -> kept.resolve(jar.getFileName().toString()))
                .toList();
    }

    // The same content may have come under other names.
    private static void addMissing(Copy incoming, Path kept) throws IOException {
        for (Path jar : incoming.jars()) {
            Path there = kept.resolve(jar.getFileName().toString());
            if (!Files.exists(there)) {
                Files.move(jar, there, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /** Deletes all copies; one that cannot be deleted is tried again at the next start. */
    void clear() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> copies = Files.list(folder)) {
            copies.filter(copy -> COPY.matcher(copy.getFileName().toString()).matches())
                    .toList()
                    .forEach(WorkFolder::delete);
        } catch (IOException ignored) { // a copy too many does no harm
        }
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException ignored) { // a copy too many does no harm
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
