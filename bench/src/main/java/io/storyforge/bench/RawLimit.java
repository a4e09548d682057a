package io.storyforge.bench;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/**
 * What SQLite and the disk can do at most: one thread, plain JDBC, statements prepared once, and so many runs for each
 * wait for the disk. The rows are those that the server writes, in its tables with their indexes.
 */
final class RawLimit {
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();
    private final Path data;

    RawLimit(Site site) {
        this.data = site.data();
    }

    /** Runs a second, each of one row in {@code agent_runs} and one in {@code agent_run_events}. */
    double runsPerSecond(int batch, Duration time) {
        try (Connection connection = Database.lean(data)) {
            connection.setAutoCommit(false);
            try (Row run = new Row(connection, "agent_runs");
                    Row event = new Row(connection, "agent_run_events")) {
                // Grows from one measurement to the next, as the log's positions do.
                long position = System.nanoTime();
                long begin = System.nanoTime();
                long end = begin + time.toNanos();
                long count = 0;
                while (System.nanoTime() < end) {
                    for (int i = 0; i < batch; i++) {
                        String id = ids.generate().toString();
                        run.insert("id", id);
                        event.insert("id", id, "run_id", id, "position", position++);
                    }
                    connection.commit();
                    count += batch;
                }
                return count * 1e9 / (System.nanoTime() - begin);
            }
        } catch (SQLException e) {
            throw new BenchException("the limit of SQLite cannot be measured", e);
        }
    }

    /** A stored row that is written again with other keys. */
    private static final class Row implements AutoCloseable {
        private final Map<String, Object> values;
        private final PreparedStatement insert;

        Row(Connection connection, String table) throws SQLException {
            this.values = Database.row(connection, table);
            this.insert = connection.prepareStatement(Database.insert(table, values.keySet()));
        }

        void insert(Object... keys) throws SQLException {
            for (int i = 0; i < keys.length; i += 2) {
                values.put((String) keys[i], keys[i + 1]);
            }
            int index = 0;
            for (Object value : values.values()) {
                insert.setObject(++index, value);
            }
            insert.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            insert.close();
        }
    }
}
