package io.storyforge.runtime.server.store;

import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.jdbc.JdbcClientBuilder;
import io.helidon.dbclient.jdbc.JdbcConnectionPool;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A connection that stays open and its transactions. DbClient is given a view of it that can neither end a transaction
 * nor close the connection: DbClient does both after a statement that failed, while a group of changes must go on.
 */
final class StoreConnection implements AutoCloseable {
    private final Connection connection;
    private final Sql sql;
    private @Nullable DbClient client;

    StoreConnection(Connection connection, boolean readOnly) {
        this.connection = connection;
        this.sql = new Sql(connection, readOnly, this::execute);
    }

    Sql sql() {
        return sql;
    }

    /** Begins a transaction; the writer's takes the write lock at once. */
    void begin() throws SQLException {
        connection.setAutoCommit(false);
        sql.lend();
    }

    void commit() throws SQLException {
        sql.release();
        // The driver's commit() would begin the next transaction, and with it take the write lock.
        connection.setAutoCommit(true);
    }

    void rollback() throws SQLException {
        sql.release();
        connection.rollback();
        connection.setAutoCommit(true);
    }

    void savepoint() throws SQLException {
        run("SAVEPOINT work");
    }

    void release() throws SQLException {
        run("RELEASE work");
    }

    void rollbackToSavepoint() throws SQLException {
        run("ROLLBACK TO work");
        run("RELEASE work");
    }

    @Override
    public void close() throws SQLException {
        sql.close();
        if (client != null) {
            client.close();
        }
        connection.close();
    }

    // Made when it is first asked for: a start does without it.
    private DbExecute execute() {
        if (client == null) {
            Connection view = view(connection);
            JdbcConnectionPool pool = () -> view;
            client = JdbcClientBuilder.create().connectionPool(pool).build();
        }
        return client.execute();
    }

    private void run(String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static Connection view(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                StoreConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> call(connection, method, arguments));
    }

    private static @Nullable Object call(Connection connection, Method method, Object @Nullable [] arguments)
            throws Throwable {
        return switch (method.getName()) {
            case "setAutoCommit", "commit", "rollback", "close" -> null;
            default -> {
                try {
                    yield method.invoke(connection, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getTargetException();
                }
            }
        };
    }
}
