package io.storyforge.runtime.server.store;

import io.storyforge.runtime.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A database file outside of the store: a backup, or the store's own while no server needs it. */
record DatabaseFile(Path path) {
    /** What SQLite keeps beside a database. */
    private static final List<String> COMPANIONS = List.of("-wal", "-shm");

    /** A connection that makes nothing and leaves the settings of the file as they are. */
    Connection open(boolean readOnly) throws SQLException {
        String mode = readOnly ? "ro" : "rw";
        Connection connection =
                DriverManager.getConnection("jdbc:sqlite:" + path.toUri().toASCIIString() + "?mode=" + mode);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            statement.execute("PRAGMA mmap_size = 0");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** An empty file that only its owner can read: it will hold the hashes of everybody's secrets. */
    void makeEmpty() throws IOException {
        Files.deleteIfExists(path);
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(path);
        }
    }

    /** Returns when the content is on the disk. */
    void sync() throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Returns when the names in the file's folder are on the disk. */
    void syncFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Fills this file with the content of another. */
    void fillFrom(Path other) throws IOException {
        makeEmpty();
        try (var in = Files.newInputStream(other);
                var out = Files.newOutputStream(path, StandardOpenOption.WRITE)) {
            in.transferTo(out);
        }
        sync();
    }

    /** Gives the file to the owner of another, for an administrator who works on the data of a service's user. */
    void ownedLike(Path other) throws IOException {
        UserPrincipal owner = Files.getOwner(other);
        if (!owner.equals(Files.getOwner(path))) {
            Files.setOwner(path, owner);
        }
    }

    /** Puts the same content, with what belongs to it, under another name too. */
    void keepAs(Path name) throws IOException {
        alsoAs(path, name);
        for (String companion : COMPANIONS) {
            Path file = beside(path, companion);
            if (Files.exists(file)) {
                alsoAs(file, beside(name, companion));
            }
        }
    }

    /** Removes what belongs to the content that was there: beside other content it would be taken for its own. */
    void removeCompanions() throws IOException {
        for (String companion : COMPANIONS) {
            Files.deleteIfExists(beside(path, companion));
        }
    }

    /** Takes the place of a file, or of none, in one step. */
    void replace(Path other) throws IOException {
        Files.move(path, other, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Takes a name that no file has. */
    void rename(Path free) throws IOException {
        Files.move(path, free);
    }

    /** The file goes, if it is there; what cannot be removed stays. */
    void discard() {
        try {
            removeCompanions();
            Files.deleteIfExists(beside(path, "-journal"));
            Files.deleteIfExists(path);
        } catch (IOException ignored) { // the failure that led here is told, and the file says by its name what it is
            return;
        }
    }

    /** The failure as the store tells it. */
    static StoreUnavailableException failed(String what, Exception cause) {
        return new StoreUnavailableException("%s: %s".formatted(what, cause.getMessage()), cause);
    }

    // A second name where the file system has such, because it needs no space; else a copy.
    private static void alsoAs(Path file, Path name) throws IOException {
        try {
            Files.createLink(name, file);
        } catch (UnsupportedOperationException | java.nio.file.FileSystemException ignored) { // no second names here
            Files.copy(file, name, StandardCopyOption.COPY_ATTRIBUTES);
            new DatabaseFile(name).sync();
        }
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }
}
