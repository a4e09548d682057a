package io.storyforge.runtime.server.store;

import io.storyforge.runtime.governance.GovernanceChange;
import io.storyforge.runtime.server.json.JsonText;
import io.storyforge.runtime.server.json.StrictJson;
import io.storyforge.runtime.server.json.Times;
import io.storyforge.runtime.store.AuditRecords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** {@code governance_changes}; triggers of the table refuse to change or delete what is there. */
final class AuditTable implements AuditRecords {
    private static final String SELECT = "SELECT id, actor_id, request_id, created_at, action, object, reason,"
            + " details_json FROM governance_changes ";
    static final String PAGE = SELECT + "WHERE id < ? ORDER BY id DESC LIMIT ?";
    static final String OF_OBJECT = SELECT + "WHERE object = ? ORDER BY rowid LIMIT ?";
    private static final String APPEND = "INSERT INTO governance_changes (id, actor_id, request_id, created_at, action,"
            + " object, reason, details_json) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    // Behind every id: those are hex digits and dashes.
    private static final String LAST = "~";

    private final Sql sql;

    AuditTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void append(GovernanceChange change) {
        sql.change(
                APPEND,
                change.id(),
                change.origin().actorId(),
                change.origin().requestId(),
                Times.text(change.origin().at()),
                change.action(),
                change.object(),
                change.reason(),
                JsonText.object(change.details()));
    }

    @Override
    public List<GovernanceChange> page(Optional<String> cursor, int limit) {
        return sql.all(PAGE, AuditTable::change, cursor.orElse(LAST), limit);
    }

    @Override
    public List<GovernanceChange> ofObject(String object, int limit) {
        return sql.all(OF_OBJECT, AuditTable::change, object, limit);
    }

    private static GovernanceChange change(ResultSet row) throws SQLException {
        GovernanceChange.Origin origin =
                new GovernanceChange.Origin(row.getString(2), row.getString(3), Times.time(row.getString(4)));
        return new GovernanceChange(
                row.getString(1),
                origin,
                row.getString(5),
                row.getString(6),
                row.getString(7),
                StrictJson.object(row.getString(8)));
    }
}
