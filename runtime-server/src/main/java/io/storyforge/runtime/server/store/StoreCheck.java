package io.storyforge.runtime.server.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks through a database for what must never be: damage, and states that no run can be in. Changes nothing. */
public final class StoreCheck {
    private static final int MOST_FINDINGS = 1_000;
    private static final int NEVER_WRITTEN = 0;

    private final Path file;
    private final List<String> findings = new ArrayList<>();

    private StoreCheck(Path file) {
        this.file = file;
    }

    /**
     * What was found.
     *
     * @param findings one sentence each, at most 1000; empty when all is well
     */
    public record Report(List<String> findings, long runs, long events) {
        /** True when nothing was found. */
        public boolean clean() {
            return findings.isEmpty();
        }
    }

    /** Checks the database of a data folder, also while a server works on it. */
    public static Report ofFolder(Path folder) {
        return ofFile(folder.resolve(DataFiles.NAME));
    }

    /** Checks a database file, such as a backup. */
    public static Report ofFile(Path file) {
        if (!Files.isRegularFile(file)) {
            return new Report(List.of("there is no database file %s".formatted(file)), 0, 0);
        }
        return new StoreCheck(file).run();
    }

    private Report run() {
        try (Connection connection = new DatabaseFile(file).open(true);
                Statement statement = connection.createStatement()) {
            // One state for all questions, whatever a server writes meanwhile.
            statement.execute("BEGIN");
            integrity(statement);
            if (!findings.isEmpty() || !schema(statement)) {
                return new Report(findings, 0, 0);
            }
            foreignKeys(statement);
            lanes(statement);
            HistoryCheck histories = new HistoryCheck(statement, this::found);
            histories.run();
            return new Report(List.copyOf(findings), histories.runs(), histories.events());
        } catch (SQLException e) {
            found("the database cannot be read: " + e.getMessage());
            return new Report(findings, 0, 0);
        }
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
        return findings.isEmpty();
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
        if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
        }
    }

    /** The first finding, with how many more there are. */
    static Optional<String> summary(Report report) {
        List<String> findings = report.findings();
        if (findings.isEmpty()) {
            return Optional.empty();
        }
        String more = findings.size() == 1 ? "" : " (and %d more)".formatted(findings.size() - 1);
        return Optional.of(findings.getFirst() + more);
    }
}
