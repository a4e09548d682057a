package io.storyforge.runtime.server.store;

import io.storyforge.runtime.governance.AuditHead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks through a database for what must never be: damage, and states that no run can be in. Changes nothing. */
public final class StoreCheck {
    private static final int MOST_FINDINGS = 1_000;
    private static final int NEVER_WRITTEN = 0;

    private final Path file;
    private final Optional<AuditHead> auditHead;
    private final List<String> damage = new ArrayList<>();

    private StoreCheck(Path file, Optional<AuditHead> auditHead) {
        this.file = file;
        this.auditHead = auditHead;
    }

    /**
     * What was found.
     *
     * @param damage one sentence each, at most 1000; empty when runs and events can be relied on
     * @param audit how the audit log is: an entry that somebody changed is no reason to copy nothing
     */
    public record Report(List<String> damage, AuditReport audit, long runs, long events) {
        /** The damage, and what is wrong with the audit log; empty when all is well. */
        public List<String> findings() {
            return Stream.concat(damage.stream(), audit.finding().stream()).toList();
        }

        /** True when nothing was found. */
        public boolean clean() {
            return findings().isEmpty();
        }
    }

    /** Checks the database of a data folder, also while a server works on it. */
    public static Report ofFolder(Path folder) {
        return ofFolder(folder, Optional.empty());
    }

    /** As {@link #ofFolder(Path)}, against a head that the audit log had at some time. */
    public static Report ofFolder(Path folder, Optional<AuditHead> auditHead) {
        return ofFile(folder.resolve(DataFiles.NAME), auditHead);
    }

    /** Checks a database file, such as a backup. */
    public static Report ofFile(Path file) {
        return ofFile(file, Optional.empty());
    }

    /** As {@link #ofFile(Path)}, against a head that the audit log had at some time. */
    public static Report ofFile(Path file, Optional<AuditHead> auditHead) {
        if (!Files.isRegularFile(file)) {
            return unread(List.of("there is no database file %s".formatted(file)));
        }
        return new StoreCheck(file, auditHead).run();
    }

    private Report run() {
        try (Connection connection = new DatabaseFile(file).open(true);
                Statement statement = connection.createStatement()) {
            // One state for all questions, whatever a server writes meanwhile.
            statement.execute("BEGIN");
            integrity(statement);
            if (!damage.isEmpty() || !schema(statement)) {
                return unread(damage);
            }
            foreignKeys(statement);
            lanes(statement);
            HistoryCheck histories = new HistoryCheck(statement, this::found);
            histories.run();
            AuditReport audit = new AuditCheck(statement, auditHead).run(version(statement));
            return new Report(List.copyOf(damage), audit, histories.runs(), histories.events());
        } catch (SQLException e) {
            found("the database cannot be read: " + e.getMessage());
            return unread(damage);
        }
    }

    private static Report unread(List<String> damage) {
        return new Report(List.copyOf(damage), AuditReport.NONE, 0, 0);
    }

    private void integrity(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("PRAGMA integrity_check")) {
            while (rows.next()) {
                if (!rows.getString(1).equals("ok")) {
                    found("integrity: " + rows.getString(1));
                }
            }
        }
    }

    private boolean schema(Statement statement) throws SQLException {
        int version = version(statement);
        if (version == NEVER_WRITTEN) {
            found("this is no database of StoryForge: it has no schema version");
        } else if (version > Schema.VERSION) {
            found("it was written by a newer StoryForge (schema %d, this program knows %d)"
                    .formatted(version, Schema.VERSION));
        }
        return damage.isEmpty();
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.next() ? row.getInt(1) : NEVER_WRITTEN;
        }
    }

    private void foreignKeys(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("PRAGMA foreign_key_check")) {
            while (rows.next()) {
                found("foreign key: row %s of %s refers to a %s that is not there"
                        .formatted(rows.getString(2), rows.getString(1), rows.getString(3)));
            }
        }
    }

    private void lanes(Statement statement) throws SQLException {
        String query = "SELECT user_id, project_id, count(*) FROM agent_runs NOT INDEXED"
                + " WHERE run_status IN ('running', 'blocked', 'cancelling')"
                + " GROUP BY user_id, project_id HAVING count(*) > 1";
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found("lane: user %s has %d active runs in project '%s'"
                        .formatted(rows.getString(1), rows.getLong(3), rows.getString(2)));
            }
        }
    }

    private void found(String finding) {
        if (damage.size() < MOST_FINDINGS) {
            damage.add(finding);
        }
    }

    /** The first damage, with how much more there is. */
    static Optional<String> summary(Report report) {
        List<String> damage = report.damage();
        if (damage.isEmpty()) {
            return Optional.empty();
        }
        String more = damage.size() == 1 ? "" : " (and %d more)".formatted(damage.size() - 1);
        return Optional.of(damage.getFirst() + more);
    }
}
