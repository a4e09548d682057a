package io.storyforge.runtime.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.governance.AuditEntry;
import io.storyforge.runtime.governance.AuditHead;
import io.storyforge.runtime.governance.GovernanceChange;
import io.storyforge.runtime.run.SampleRuns;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;

/** The audit log of a folder: written as the server does it, or changed in the file by somebody who can. */
record AuditLog(Path folder) {
    static GovernanceChange change(int number) {
        return change(number, "reason of " + number);
    }

    static GovernanceChange change(int number, String reason) {
        return new GovernanceChange(
                "id-" + number,
                new GovernanceChange.Origin("ann", "r-" + number, SampleRuns.NOW),
                "layer.put",
                "user/u" + number,
                reason,
                Map.of("max_steps", number, "text", reason));
    }

    static void append(SqliteStore store, int number) {
        append(store, change(number));
    }

    static void append(SqliteStore store, GovernanceChange change) {
        boolean written = store.write(records -> {
            records.audit().append(change);
            return true;
        });
        assertThat(written).isTrue();
    }

    void write(int from, int to) {
        try (SqliteStore store = Scenes.open(folder)) {
            for (int number = from; number <= to; number++) {
                append(store, number);
            }
        }
    }

    /** The entries as they are stored, oldest first. */
    List<AuditEntry> entries() {
        try (SqliteStore store = Scenes.open(folder)) {
            List<AuditEntry> page = store.read(records -> records.audit().page(Optional.empty(), 100));
            return page.reversed();
        }
    }

    /** The number and the hash of each entry, as they are stored, oldest first. */
    List<AuditHead> stored() {
        return entries().stream()
                .map(entry -> new AuditHead(entry.seq(), entry.chainHash()))
                .toList();
    }

    /** Where the log ends, for a check that finds nothing. */
    AuditHead head() {
        return StoreCheck.ofFolder(folder).audit().head().orElseThrow();
    }

    List<String> findings() {
        return StoreCheck.ofFolder(folder).findings();
    }

    List<String> findings(AuditHead kept) {
        return StoreCheck.ofFolder(folder, Optional.of(kept)).findings();
    }

    /** Does what the triggers would refuse. */
    void tamper(String... statements) {
        execute("DROP TRIGGER IF EXISTS governance_changes_stay", "DROP TRIGGER IF EXISTS governance_changes_remain");
        execute(statements);
    }

    void execute(String... statements) {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Makes data of the version before the chain, with so many entries. */
    void makeOfVersion4(int entries) {
        execute("PRAGMA journal_mode = WAL");
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(url(), null, null)
                .locations("classpath:db/migration/sqlite")
                .target("4")
                .load()
                .migrate();
        for (int number = 1; number <= entries; number++) {
            insert(Map.of(), change(number));
        }
    }

    /** Puts an entry into the table, past the server. */
    void insert(Map<String, String> more, GovernanceChange change) {
        Map<String, String> columns = new TreeMap<>(AuditRow.texts(change));
        columns.putAll(more);
        execute("INSERT INTO governance_changes (%s) VALUES ('%s')"
                .formatted(String.join(", ", columns.keySet()), String.join("', '", columns.values())));
    }

    private String url() {
        return "jdbc:sqlite:" + folder.resolve(DataFiles.NAME);
    }
}
