package io.storyforge.runtime.server.store;

import io.storyforge.runtime.governance.AuditEntry;
import io.storyforge.runtime.governance.AuditHead;
import io.storyforge.runtime.governance.GovernanceChange;
import io.storyforge.runtime.server.json.StrictJson;
import io.storyforge.runtime.server.json.Times;
import io.storyforge.runtime.store.AuditRecords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** {@code governance_changes}; triggers of the table refuse to change or delete what is there. */
final class AuditTable implements AuditRecords {
    private static final String SELECT = "SELECT " + AuditRow.COLUMNS + " FROM governance_changes ";
    static final String PAGE = SELECT + "WHERE id < ? ORDER BY id DESC LIMIT ?";
    static final String OF_OBJECT = SELECT + "WHERE object = ? ORDER BY seq LIMIT ?";
    static final String LAST =
            "SELECT seq, chain_hash FROM governance_changes WHERE seq = (SELECT max(seq) FROM governance_changes)";
    private static final String APPEND = "INSERT INTO governance_changes (" + AuditRow.COLUMNS + ") VALUES (?, ?"
            + ", ?".repeat(AuditRow.TEXTS.size()) + ")";
    // Behind every id: those are hex digits and dashes.
    private static final String LAST_ID = "~";

    private final Sql sql;

    AuditTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void append(GovernanceChange change) {
        sql.requireWriting();
        Map<String, String> texts = AuditRow.texts(change);
        AuditHead head = head().followedBy(texts);
        List<Object> values = new ArrayList<>(List.of(head.seq(), head.chainHash()));
        AuditRow.TEXTS.forEach(column -> values.add(Objects.requireNonNull(texts.get(column))));
        sql.change(APPEND, values.toArray());
    }

    // Asked each time, within the transaction: changes of the rules are rare, and what is not remembered need not be
    // forgotten when a transaction is undone or another process has written.
    private AuditHead head() {
        AuditHead last = sql.first(LAST, row -> new AuditHead(row.getLong(1), row.getString(2)))
                .orElse(AuditHead.NONE);
        return last.seq() > 0 && last.chainHash().isEmpty() ? headOfRowsFromBefore() : last;
    }

    // Once in the life of a log that is older than its chain.
    private AuditHead headOfRowsFromBefore() {
        AuditHead head = AuditHead.NONE;
        for (AuditRow row : sql.all(AuditRow.ALL, AuditRow::of)) {
            head = row.after(head);
        }
        return head;
    }

    @Override
    public List<AuditEntry> page(Optional<String> cursor, int limit) {
        return sql.all(PAGE, AuditTable::entry, cursor.orElse(LAST_ID), limit);
    }

    @Override
    public List<AuditEntry> ofObject(String object, int limit) {
        return sql.all(OF_OBJECT, AuditTable::entry, object, limit);
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        GovernanceChange.Origin origin =
                new GovernanceChange.Origin(row.getString(4), row.getString(5), Times.time(row.getString(6)));
        GovernanceChange change = new GovernanceChange(
                row.getString(3),
                origin,
                row.getString(7),
                row.getString(8),
                row.getString(9),
                StrictJson.object(row.getString(10)));
        return new AuditEntry(row.getLong(1), row.getString(2), change);
    }
}
