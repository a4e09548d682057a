package io.storyforge.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Many ended runs in a site without its server: copies of each tenant's first run with ids, times and states of their
 * own, made inside SQLite with the indexes built afterwards, because a million through the API would take an hour.
 * A few tenants have most of them, as a few people do most of the work.
 */
final class Prefill {
    private static final int SLOTS = 1000;
    // Shares no factor with SLOTS, so that neighbours belong to different tenants.
    private static final int STRIDE = 7919;
    private static final int WITH_MORE_EVENTS = 5_000;
    private static final int MORE_EVENTS = 5;

    private static final String TIME = "(1795000000000 + i * 250)";
    private static final String RUN_ID = id("7");
    private static final String NUMBERS =
            "WITH RECURSIVE numbers(i) AS (SELECT %d UNION ALL SELECT i + 1 FROM numbers" + " WHERE i < %d) ";

    private Prefill() {}

    static void fill(Site site, int runs) {
        try (Connection connection = Database.open(site.data())) {
            Database.run(
                    connection,
                    "PRAGMA journal_mode = MEMORY",
                    "PRAGMA synchronous = OFF",
                    "PRAGMA cache_size = -200000",
                    "PRAGMA temp_store = MEMORY");
            List<String> indexes = Database.texts(
                    connection,
                    "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
                            + " AND tbl_name IN ('agent_runs', 'agent_run_events')");
            for (String index : indexes) {
                Database.run(connection, "DROP INDEX " + index.replaceAll("(?s)^.*?INDEX (\\w+)\\s.*$", "$1"));
            }
            spread(connection, site.tenants());
            Database.run(connection, "BEGIN", runs(connection, runs), events(connection, 1, runs, "1", "i"), "COMMIT");
            int busy = Math.max(1, runs - WITH_MORE_EVENTS + 1);
            for (int seq = 2; seq < 2 + MORE_EVENTS; seq++) {
                String position = "%d + %d * (i - %d) + %d".formatted(runs, MORE_EVENTS, busy, seq);
                Database.run(connection, events(connection, busy, runs, Integer.toString(seq), position));
            }
            for (String index : indexes) {
                Database.run(connection, index);
            }
            Database.run(connection, "PRAGMA journal_mode = WAL");
        } catch (SQLException e) {
            throw new BenchException("%d runs cannot be stored".formatted(runs), e);
        }
    }

    // Tenant n gets a share of 1/(n + 1).
    private static void spread(Connection connection, List<Site.Tenant> tenants) throws SQLException {
        Database.run(
                connection, "CREATE TEMP TABLE slots (slot INTEGER PRIMARY KEY, run_row INTEGER, event_row INTEGER)");
        double whole = 0;
        for (int n = 0; n < tenants.size(); n++) {
            whole += 1.0 / (n + 1);
        }
        double sum = 0;
        int slot = 0;
        for (int n = 0; n < tenants.size(); n++) {
            sum += 1.0 / (n + 1);
            int last = (int) Math.round(sum / whole * SLOTS);
            for (; slot < last; slot++) {
                Database.run(
                        connection,
                        ("INSERT INTO slots SELECT %d, r.rowid, e.rowid FROM agent_runs r JOIN agent_run_events e"
                                        + " ON e.run_id = r.id WHERE r.id = '%s'")
                                .formatted(slot, tenants.get(n).runId()));
            }
        }
    }

    private static String runs(Connection connection, int count) throws SQLException {
        Map<String, String> own = Map.of(
                "id",
                RUN_ID,
                "number",
                "i + 1",
                "created_at",
                time("0"),
                "updated_at",
                time("60000"),
                "started_at",
                time("20000"),
                "finished_at",
                time("60000"),
                "status_summary",
                "'已完成'",
                "run_status",
                "CASE i % 20 WHEN 0 THEN 'cancelled' WHEN 1 THEN 'failed' ELSE 'done' END");
        return NUMBERS.formatted(1, count) + copy(connection, "agent_runs", own, "run_row");
    }

    private static String events(Connection connection, int from, int to, String seq, String position)
            throws SQLException {
        Map<String, String> own = Map.of(
                "id",
                id(seq),
                "run_id",
                RUN_ID,
                "seq",
                seq,
                "position",
                "100000 + " + position,
                "run_number",
                "i + 1",
                "created_at",
                time("0"));
        return NUMBERS.formatted(from, to) + copy(connection, "agent_run_events", own, "event_row");
    }

    private static String copy(Connection connection, String table, Map<String, String> own, String row)
            throws SQLException {
        List<String> columns = Database.columns(connection, table);
        String values = columns.stream()
                .map(column -> own.getOrDefault(column, "old." + column))
                .collect(Collectors.joining(", "));
        return "INSERT INTO %s (%s) SELECT %s FROM numbers CROSS JOIN slots ON slot = (i * %d) %% %d CROSS JOIN %s old ON old.rowid = %s"
                .formatted(table, String.join(", ", columns), values, STRIDE, SLOTS, table, row);
    }

    private static String time(String later) {
        return "strftime('%Y-%m-%dT%H:%M:%fZ', (" + TIME + " + " + later + ") / 1000.0, 'unixepoch')";
    }

    // UUIDv7: grows with i, and is the same wherever the same run is meant.
    private static String id(String kind) {
        return "printf('%08x-%04x-7%03x-a00" + kind + "-%012x', " + TIME + " >> 16, " + TIME + " & 65535, i & 4095, i)";
    }
}
