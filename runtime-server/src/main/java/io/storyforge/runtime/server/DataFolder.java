package io.storyforge.runtime.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A data folder that this process serves; no other server may at the same time. Released when the process ends. */
final class DataFolder implements AutoCloseable {
    private final FileChannel lockFile;

    private DataFolder(FileChannel lockFile) {
        this.lockFile = lockFile;
    }

    /** Makes the folder when it is missing and takes it. */
    static DataFolder take(Path folder) {
        prepare(folder);
        try {
            FileChannel channel = FileChannel.open(
                    folder.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new StartException("the data folder %s is in use by another server".formatted(folder));
            }
            return new DataFolder(channel);
        } catch (IOException e) {
            throw new StartException("the data folder %s cannot be written: %s".formatted(folder, e.getMessage()));
        }
    }

    /** Makes the folder when it is missing; one that cannot be written is refused. */
    static void prepare(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StartException("the data folder %s cannot be made: %s".formatted(folder, e.getMessage()));
        }
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new StartException("the data folder %s cannot be written".formatted(folder));
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ignored) { // taken by this very process
            return null;
        }
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException ignored) { // the process is ending, which releases the lock as well
        }
    }
}
