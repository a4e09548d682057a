package io.storyforge.runtime.server.store;

import io.storyforge.runtime.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The data directory, which only its owner can read: it holds everybody's work and the hashes of their secrets. */
final class DataFiles {
    /** The file's name. */
    static final String NAME = "storyforge.db";

    private DataFiles() {}

    /** Makes the directory and an empty database where there is none; SQLite gives its other files the same rights. */
    static Path database(Path directory) {
        try {
            boolean posix =
                    directory.getFileSystem().supportedFileAttributeViews().contains("posix");
            Files.createDirectories(directory, attributes(posix, "rwx------"));
            Path file = directory.resolve(NAME);
            try {
                Files.createFile(file, attributes(posix, "rw-------"));
            } catch (FileAlreadyExistsException ignored) { // data of an earlier start
                return file;
            }
            return file;
        } catch (IOException e) {
            throw new StoreUnavailableException("cannot use the data directory %s: %s".formatted(directory, e), e);
        }
    }

    private static FileAttribute<?>[] attributes(boolean posix, String permissions) {
        if (!posix) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }
}
