package io.storyforge.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** The first row of a table by the names of its columns. */
    static Map<String, Object> row(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM %s LIMIT 1".formatted(table))) {
            if (!rows.next()) {
                throw new BenchException("%s is empty".formatted(table));
            }
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                row.put(rows.getMetaData().getColumnName(i), rows.getObject(i));
            }
            return row;
        }
    }

    /** The statement that adds a row with these columns. */
    static String insert(String table, Collection<String> columns) {
        return "INSERT INTO %s (%s) VALUES (%s)"
                .formatted(
                        table, String.join(", ", columns), String.join(", ", Collections.nCopies(columns.size(), "?")));
    }
    /** The names of a table's columns. */
    static List<String> columns(Connection connection, String table) throws SQLException {
        return texts(connection, "SELECT name FROM pragma_table_info('%s')".formatted(table));
    }
}
