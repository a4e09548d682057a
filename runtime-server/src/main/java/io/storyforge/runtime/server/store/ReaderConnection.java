package io.storyforge.runtime.server.store;

import io.storyforge.runtime.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.sqlite.ProgressHandler;

/** A connection that answers reads, each from one state of the database and within a time limit. */
final class ReaderConnection {
    // Less than a millisecond of work between two looks at the clock.
    private static final int STEPS_BETWEEN_LOOKS = 10_000;

    private final SqliteConnections connections;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final Duration limit;
    private Optional<Opened> opened = Optional.empty();
    private long deadline;

    ReaderConnection(SqliteConnections connections, InstantSource clock, Supplier<String> ids, Duration limit) {
        this.connections = connections;
        this.clock = clock;
        this.ids = ids;
        this.limit = limit;
    }

    private record Opened(StoreConnection connection, StoredRecords records) {}

    void read(Work<?> work) {
        try {
            Opened current = opened();
            deadline = System.nanoTime() + limit.toNanos();
            current.connection().begin();
            work.run(current.records());
            if (current.connection().sql().failure().isPresent()) {
                close();
            } else {
                current.connection().commit();
            }
            work.answer();
        } catch (StoreUnavailableException e) {
            close();
            work.fail(e);
        } catch (SQLException | RuntimeException e) {
            close();
            work.fail(new StoreUnavailableException("the database cannot be read: " + e.getMessage(), e));
        }
    }

    void close() {
        opened.ifPresent(current -> closeQuietly(current.connection()));
        opened = Optional.empty();
    }

    private Opened opened() throws SQLException {
        if (opened.isEmpty()) {
            Connection connection = connections.reader();
            ProgressHandler.setHandler(connection, STEPS_BETWEEN_LOOKS, new ProgressHandler() {
                @Override
                protected int progress() {
                    return System.nanoTime() > deadline ? 1 : 0;
                }
            });
            StoreConnection kept = new StoreConnection(connection, true);
            opened = Optional.of(new Opened(kept, new StoredRecords(kept.sql(), clock, ids, Memory.none())));
        }
        return opened.get();
    }

    private static void closeQuietly(StoreConnection connection) {
        try {
            connection.close();
        } catch (SQLException ignored) { // it is thrown away because it failed
            return;
        }
    }
}
