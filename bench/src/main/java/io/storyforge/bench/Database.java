package io.storyforge.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;

/** The file of a data folder through plain JDBC, for what no server is asked to do. */
final class Database {
    private Database() {}

    /** A connection as durable as the server's, otherwise as the driver makes it. */
    static Connection durable(Path data) throws SQLException {
        return durable(open(data));
    }

    /** As {@link #durable(Path)}, without the query for a generated key that the driver sends after each insert. */
    static Connection lean(Path data) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setGetGeneratedKeys(false);
        return durable(config.createConnection(url(data)));
    }

    /** As {@link #durable(Path)}, taking the write lock when a transaction begins: one that reads first could not else write. */
    static Connection immediate(Path data) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        return durable(config.createConnection(url(data)));
    }

    private static Connection durable(Connection connection) throws SQLException {
        run(
                connection,
                "PRAGMA journal_mode = WAL",
                "PRAGMA synchronous = FULL",
                "PRAGMA busy_timeout = 5000",
                "PRAGMA wal_autocheckpoint = 2000",
                "PRAGMA cache_size = -16000");
        return connection;
    }

    static Connection open(Path data) throws SQLException {
        return DriverManager.getConnection(url(data));
    }

    private static String url(Path data) {
        return "jdbc:sqlite:" + data.resolve("storyforge.db");
    }

    static void run(Connection connection, String... commands) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    /** The first column of a query as texts. */
    static List<String> texts(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    /** The names of a table's columns. */
    static List<String> columns(Connection connection, String table) throws SQLException {
        return texts(connection, "SELECT name FROM pragma_table_info('%s')".formatted(table));
    }
}
