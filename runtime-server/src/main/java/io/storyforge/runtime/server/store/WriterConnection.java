package io.storyforge.runtime.server.store;

import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.store.StoreUnavailableException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Commits groups of changes. First all together; a savepoint for each would cost a third of the time, so that is kept
 * for the group in which one failed half way. After a failure of the database the connection is thrown away, and the
 * next group begins with a new one.
 */
final class WriterConnection {
    private final SqliteConnections connections;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private Optional<Opened> opened = Optional.empty();

    WriterConnection(SqliteConnections connections, InstantSource clock, Supplier<String> ids) {
        this.connections = connections;
        this.clock = clock;
        this.ids = ids;
    }

    private record Opened(StoreConnection connection, StoredRecords records) {}

    /** Opens the connection now instead of with the first group. */
    void open() {
        opened();
    }

    /**
     * Commits what the group's functions do and returns the events. Each function's outcome is known afterwards.
     *
     * @throws StoreUnavailableException when nothing can be said to be durable
     */
    List<RunEvent> commit(List<Work<?>> group) {
        Opened current = opened();
        try {
            boolean together = together(current, group);
            if (!together) {
                oneByOne(current, group);
            }
            List<RunEvent> events = current.records().events().appended();
            current.connection().commit();
            return events;
        } catch (StoreUnavailableException e) {
            close();
            throw e;
        } catch (SQLException | RuntimeException e) {
            close();
            throw new StoreUnavailableException("the change could not be made durable: " + e.getMessage(), e);
        }
    }

    void close() {
        opened.ifPresent(current -> closeQuietly(current.connection()));
        opened = Optional.empty();
    }

    private Opened opened() {
        if (opened.isEmpty()) {
            StoreConnection connection = new StoreConnection(connections.writer(), false);
            opened = Optional.of(new Opened(connection, new StoredRecords(connection.sql(), clock, ids)));
        }
        return opened.get();
    }

    /** False when a function failed after it had changed something; the transaction is rolled back then. */
    private static boolean together(Opened current, List<Work<?>> group) throws SQLException {
        begin(current);
        Sql sql = current.connection().sql();
        for (Work<?> work : group) {
            long before = sql.changes();
            boolean failed = !work.run(current.records());
            check(sql);
            if (failed && sql.changes() != before) {
                current.connection().rollback();
                return false;
            }
        }
        return true;
    }

    private static void oneByOne(Opened current, List<Work<?>> group) throws SQLException {
        begin(current);
        for (Work<?> work : group) {
            int events = current.records().events().count();
            current.connection().savepoint();
            boolean done = work.run(current.records());
            check(current.connection().sql());
            if (done) {
                current.connection().release();
            } else {
                current.connection().rollbackToSavepoint();
                current.records().events().keepFirst(events);
            }
        }
    }

    private static void begin(Opened current) throws SQLException {
        current.records().events().reset();
        current.connection().begin();
    }

    private static void check(Sql sql) {
        sql.failure().ifPresent(failure -> {
            throw failure;
        });
    }

    private static void closeQuietly(StoreConnection connection) {
        try {
            connection.close();
        } catch (SQLException ignored) { // it is thrown away because it failed
            return;
        }
    }
}
