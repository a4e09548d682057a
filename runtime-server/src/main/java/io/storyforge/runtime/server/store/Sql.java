package io.storyforge.runtime.server.store;

import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.storyforge.runtime.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Statements on one connection. Those of hot paths are prepared once and kept; the others go through DbClient, which
 * prepares each time. Not safe for use by several threads, and says so.
 */
final class Sql {
    private static final int READ_ONLY = 8;
    private static final int CONSTRAINT = 19;

    private final Connection connection;
    private final boolean readOnly;
    private final Supplier<DbExecute> client;
    private final Map<String, PreparedStatement> kept = new HashMap<>();
    private @Nullable Thread user;
    private long changes;
    private Optional<StoreUnavailableException> failure = Optional.empty();

    Sql(Connection connection, boolean readOnly, Supplier<DbExecute> client) {
        this.connection = connection;
        this.readOnly = readOnly;
        this.client = client;
    }

    /** Reads one row from a result. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Lets the current thread, and no other, use it until {@link #release}. */
    void lend() {
        user = Thread.currentThread();
    }

    void release() {
        user = null;
    }

    /** Refuses what only a writing connection may do. */
    void requireWriting() {
        checkUser();
        if (readOnly) {
            throw new IllegalStateException("a read must not change anything");
        }
    }

    /** How many statements changed something since the connection was opened. */
    long changes() {
        return changes;
    }

    /** The failure that leaves the transaction in doubt, also when a function has caught it. */
    Optional<StoreUnavailableException> failure() {
        return failure;
    }

    <T> Optional<T> first(String sql, RowReader<T> reader, Object... parameters) {
        List<T> rows = all(sql, reader, parameters);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
    }

    <T> List<T> all(String sql, RowReader<T> reader, Object... parameters) {
        try (ResultSet rows = prepared(sql, parameters).executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    boolean exists(String sql, Object... parameters) {
        return first(sql, row -> row.getInt(1), parameters).isPresent();
    }

    /** The number in the first column of the only row. */
    long number(String sql, Object... parameters) {
        return first(sql, row -> row.getLong(1), parameters).orElse(0L);
    }

    /** Changes rows; returns how many. */
    int change(String sql, Object... parameters) {
        try {
            int count = prepared(sql, parameters).executeUpdate();
            changes++;
            return count;
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    /** Changes a row and returns its number; empty when there is no such row. */
    Optional<Long> changeReturning(String sql, Object... parameters) {
        Optional<Long> number = first(sql, row -> row.getLong(1), parameters);
        changes++;
        return number;
    }

    /** As {@link #all}, through DbClient. */
    <T> List<T> query(String sql, Function<DbRow, T> reader, Object... parameters) {
        return throughClient(execute -> {
            try (Stream<DbRow> rows = execute.query(sql, parameters)) {
                return rows.map(reader).toList();
            }
        });
    }

    /** As {@link #change}, through DbClient. */
    long update(String sql, Object... parameters) {
        long count = throughClient(execute -> execute.dml(sql, parameters));
        changes++;
        return count;
    }

    void close() {
        kept.values().forEach(Sql::closeQuietly);
        kept.clear();
    }

    private <T> T throughClient(Function<DbExecute, T> work) {
        checkUser();
        try {
            return work.apply(client.get());
        } catch (DbClientException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw translated(cause);
            }
            throw e;
        }
    }

    private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
        checkUser();
        PreparedStatement statement = kept.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            kept.put(sql, statement);
        }
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    private void checkUser() {
        if (user != Thread.currentThread()) {
            throw new IllegalStateException("records are valid inside one read or write, on its thread, only");
        }
    }

    // The driver finalizes a statement that failed.
    private RuntimeException failed(String sql, SQLException e) {
        PreparedStatement statement = kept.remove(sql);
        if (statement != null) {
            closeQuietly(statement);
        }
        return translated(e);
    }

    private RuntimeException translated(SQLException e) {
        // The low byte tells the kind, the rest which rule of the kind.
        int kind = e.getErrorCode() & 0xff;
        if (kind == CONSTRAINT) {
            return new IllegalStateException("the database refuses the change: " + e.getMessage(), e);
        }
        if (kind == READ_ONLY && readOnly) {
            return new IllegalStateException("a read must not change anything", e);
        }
        StoreUnavailableException unavailable =
                new StoreUnavailableException("the database failed: " + e.getMessage(), e);
        failure = Optional.of(unavailable);
        return unavailable;
    }

    private static void closeQuietly(PreparedStatement statement) {
        try {
            statement.close();
        } catch (SQLException ignored) { // nothing is lost: the connection goes with it
            return;
        }
    }
}
