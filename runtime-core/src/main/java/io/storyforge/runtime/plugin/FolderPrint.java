package io.storyforge.runtime.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * What is in a plugins folder, so that any change can be told. Names, sizes and times do not tell two contents apart that
 * were written within one step of the file system's clock, so of a file that changed lately the content counts too.
 */
final class FolderPrint {
    private static final int DEPTH = 2;
    // With five looks a second, more than the coarsest steps that file systems of today have.
    private static final int CALM = 20;

    private final Path folder;
    private Map<Path, Calm> last = Map.of();

    FolderPrint(Path folder) {
        this.folder = folder;
    }

    /** A file as it was found. */
    record Print(FileTime modified, long size, String key, long sum) {
        private boolean sameButForContent(Print other) {
            return modified.equals(other.modified) && size == other.size && key.equals(other.key);
        }
    }

    /** For how many looks a file has been the same. */
    private record Calm(Print print, int looks) {}

    /** What is there now; equal to an earlier answer if nothing changed between them. */
    Map<Path, Print> look() throws IOException {
        Map<Path, Calm> found = new TreeMap<>();
        for (Path file : files()) {
            found.put(file, look(file));
        }
        last = found;
        Map<Path, Print> prints = new TreeMap<>();
        found.forEach((file, calm) -> prints.put(file, calm.print()));
        return prints;
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Calm look(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        Print seen =
                new Print(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()), 0);
        Calm before = last.getOrDefault(file, new Calm(seen, 0));
        if (before.looks() >= CALM && seen.sameButForContent(before.print())) {
            return before;
        }
        Print print = new Print(seen.modified(), seen.size(), seen.key(), sum(file));
        return new Calm(print, print.equals(before.print()) ? before.looks() + 1 : 0);
    }

    private static long sum(Path file) throws IOException {
        CRC32 sum = new CRC32();
        try (InputStream in = new CheckedInputStream(Files.newInputStream(file), sum)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return sum.getValue();
    }
}
