package io.storyforge.runtime.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How large the files of the database are, and what room is left; 0 where that cannot be told. */
record StoreFiles(long databaseBytes, long walBytes, long freeBytes) {

    static StoreFiles of(Path directory) {
        Path database = directory.resolve(DataFiles.NAME);
        return new StoreFiles(
                size(database),
                size(directory.resolve(DataFiles.NAME + "-wal")),
                directory.toFile().getUsableSpace());
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException ignored) { // there is none, as after a checkpoint at the end
            return 0;
        }
    }
}
