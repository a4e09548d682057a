package io.storyforge.runtime.server.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A file system of a few megabytes in memory, which only root can make. */
final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts one on the folder; without the right to, the test is skipped, which the build reports. */
    static SmallDisk mount(Path folder, int megabytes) {
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=%dm".formatted(megabytes), "none", folder.toString());
        Assumptions.assumeTrue(mounted, "SKIPPED: needs root to mount a small disk");
        return new SmallDisk(folder);
    }

    /** Takes all that is free. */
    void fill() throws IOException {
        byte[] block = new byte[4_096];
        try (var out = Files.newOutputStream(folder.resolve("filler"))) {
            while (true) {
                out.write(block);
            }
        } catch (IOException ignored) { // full, as it should be
        }
    }

    /** Gives it back. */
    void empty() throws IOException {
        Files.delete(folder.resolve("filler"));
    }

    @Override
    public void close() {
        boolean ignored = run("umount", "-l", folder.toString());
    }

    /** Runs a program; true when it is there and ended well. */
    static boolean run(String... command) {
        try {
            return new ProcessBuilder(List.of(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException ignored) { // there is no such program
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
