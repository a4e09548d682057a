package io.storyforge.runtime.server.store;

import io.storyforge.runtime.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;

/** The version of the tables. Each migration ends by writing it to {@code user_version}, in its own transaction. */
final class Schema {
    /** The number of the newest migration. */
    static final int VERSION = 6;

    // A file lock holds between processes; within one it is an error to ask for it twice.
    private static final ReentrantLock MIGRATING = new ReentrantLock();

    private final SqliteConnections connections;
    private final Path directory;

    Schema(SqliteConnections connections, Path directory) {
        this.connections = connections;
        this.directory = directory;
    }

    /** Brings the tables to this server's version, or refuses data of a newer one. */
    void migrate() {
        MIGRATING.lock();
        try {
            migrateAlone();
        } finally {
            MIGRATING.unlock();
        }
    }

    // A server and the command line may open a new folder at the same time. Even the look needs the lock: the first
    // connection to a new file changes its journal, for which SQLite makes nobody wait.
    private void migrateAlone() {
        Path lock = directory.resolve("migrate.lock");
        try (FileChannel file = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Closing the file gives the lock back.
            file.lock();
            if (version() < VERSION) {
                Migrations.run(connections.url());
            }
        } catch (IOException e) {
            throw new StoreUnavailableException("cannot lock %s: %s".formatted(lock, e.getMessage()), e);
        }
    }

    private int version() {
        try (Connection connection = connections.writer();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            int version = row.next() ? row.getInt(1) : 0;
            if (version > VERSION) {
                throw new StoreUnavailableException(
                        ("this data was written by a newer StoryForge (schema %d, this server knows %d);"
                                        + " install that version or restore a backup")
                                .formatted(version, VERSION));
            }
            return version;
        } catch (SQLException e) {
            throw new StoreUnavailableException("cannot read the schema's version: " + e.getMessage(), e);
        }
    }
}
