package io.storyforge.runtime.server.store;

import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.store.StoreUnavailableException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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
     * @param more asked when all of the group were run: adds to it what has come meanwhile, false when nothing has
     * @throws StoreUnavailableException when nothing can be said to be durable
     */
    List<RunEvent> commit(List<Work<?>> group, BooleanSupplier more) {
        Opened current = opened();
        try {
            boolean together = together(current, group, more);
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
            opened = Optional.of(
                    new Opened(connection, new StoredRecords(connection.sql(), clock, ids, Memory.ofWriter())));
        }
        return opened.get();
    }

    /** False when a function failed after it had changed something; the transaction is rolled back then. */
    private static boolean together(Opened current, List<Work<?>> group, BooleanSupplier more) throws SQLException {
        begin(current);
        StoredRecords records = current.records();
        for (int i = 0; i < group.size() || more.getAsBoolean(); i++) {
            long before = records.changes();
            boolean failed = !group.get(i).run(records);
            check(current.connection().sql());
            if (failed && records.changes() != before) {
                records.forget();
                current.connection().rollback();
                return false;
            }
        }
        records.save();
        return true;
    }

    private static void oneByOne(Opened current, List<Work<?>> group) throws SQLException {
        begin(current);
        for (Work<?> work : group) {
            StoredRecords records = current.records();
            int events = records.events().count();
            current.connection().savepoint();
            boolean done = work.run(records);
            check(current.connection().sql());
            if (done) {
                records.save();
                current.connection().release();
            } else {
                current.connection().rollbackToSavepoint();
                records.forget();
                records.events().keepFirst(events);
            }
        }
    }

    private static void begin(Opened current) throws SQLException {
        current.connection().begin();
        current.records().begin();
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
