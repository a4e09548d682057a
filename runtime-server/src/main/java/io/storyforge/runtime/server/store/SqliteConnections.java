package io.storyforge.runtime.server.store;

import io.storyforge.runtime.store.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteOpenMode;

/** Opens connections to one file and refuses those that would not keep the store's promises. */
final class SqliteConnections {
    /** Older versions can corrupt a database when one connection writes while another checkpoints. */
    private static final String OLDEST_SQLITE = "3.51.3";

    private final String url;
    private final List<Pragma> pragmas;

    SqliteConnections(Path file, List<Pragma> pragmas) {
        // As a URI, because the driver cuts a plain path at a question mark.
        this.url = "jdbc:sqlite:" + file.toUri().toASCIIString();
        this.pragmas = List.copyOf(pragmas);
    }

    String url() {
        return url;
    }

    /** A connection whose transactions take the write lock when they begin. */
    Connection writer() {
        return open(TransactionMode.IMMEDIATE, List.of(Pragma.WRITER_CACHE));
    }

    /** A connection that refuses every change. */
    Connection reader() {
        return open(TransactionMode.DEFERRED, List.of(Pragma.READER_CACHE, Pragma.READS_ONLY));
    }

    /** Refuses a version of SQLite that is too old. */
    static void requireVersion(String version) {
        if (Arrays.compare(numbers(version), numbers(OLDEST_SQLITE)) < 0) {
            throw new StoreUnavailableException(
                    "SQLite %s can corrupt data (the WAL-reset bug), %s or newer is needed; use the sqlite-jdbc that comes with StoryForge"
                            .formatted(version, OLDEST_SQLITE));
        }
    }

    private static int[] numbers(String version) {
        return Pattern.compile("\\.")
                .splitAsStream(version)
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private Connection open(TransactionMode mode, List<Pragma> more) {
        SQLiteConfig config = new SQLiteConfig();
        config.setTransactionMode(mode);
        // Else the driver asks for the generated key after every INSERT, which costs several times the INSERT.
        config.setGetGeneratedKeys(false);
        // A file that is gone is a failure; an empty one in its place would look like lost data.
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        try {
            Connection connection = config.createConnection(url);
            try (Statement statement = connection.createStatement()) {
                requireVersion(read(statement, "SELECT sqlite_version()"));
                for (Pragma pragma : pragmas) {
                    set(statement, pragma);
                }
                for (Pragma pragma : more) {
                    set(statement, pragma);
                }
                return connection;
            } catch (SQLException | StoreUnavailableException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreUnavailableException("cannot open the database %s: %s".formatted(url, e.getMessage()), e);
        }
    }

    private static void set(Statement statement, Pragma pragma) throws SQLException {
        statement.execute("PRAGMA %s = %s".formatted(pragma.name(), pragma.value()));
        String actual = read(statement, "PRAGMA " + pragma.name());
        if (!actual.equals(pragma.expected())) {
            throw new StoreUnavailableException(
                    "SQLite's setting %s is %s and must be %s, or acknowledged work could be lost; is the data directory on a local disk?"
                            .formatted(pragma.name(), actual, pragma.expected()));
        }
    }

    private static String read(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "unknown";
        }
    }
}
