package io.storyforge.bench;

import io.helidon.dbclient.jdbc.JdbcConnectionPool;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A pool as they all are: so many open connections, lent one by one, taken back when closed, replaced when broken. */
final class ConnectionPool implements JdbcConnectionPool {
    private final Path data;
    private final BlockingQueue<Connection> free;

    ConnectionPool(Path data, int size) throws SQLException {
        this.data = data;
        this.free = new ArrayBlockingQueue<>(size);
        for (int i = 0; i < size; i++) {
            free.add(Database.immediate(data));
        }
    }

    @Override
    public Connection connection() {
        try {
            Loan loan = new Loan(free.take());
            return (Connection) Proxy.newProxyInstance(
                    ConnectionPool.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> loan.call(method, arguments));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    /** DbClient closes a connection more than once when a statement fails; it must come back once. */
    private final class Loan {
        private final Connection connection;
        private final AtomicBoolean back = new AtomicBoolean();

        Loan(Connection connection) {
            this.connection = connection;
        }

        @Nullable
        Object call(Method method, Object @Nullable [] arguments) throws Throwable {
            if (method.getName().equals("close")) {
                giveBack();
                return null;
            }
            if (back.get()) {
                throw new SQLException("the connection is closed");
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }

        private void giveBack() throws SQLException {
            if (back.compareAndSet(false, true)) {
                free.add(clean() ? connection : another());
            }
        }

        private boolean clean() {
            try {
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
                return true;
            } catch (SQLException ignored) { // it is replaced
                return false;
            }
        }

        private Connection another() throws SQLException {
            connection.close();
            return Database.immediate(data);
        }
    }
}
