package io.storyforge.runtime.server.store;

import io.storyforge.runtime.governance.AuditHead;
import io.storyforge.runtime.governance.GovernanceChange;
import io.storyforge.runtime.server.json.JsonText;
import io.storyforge.runtime.server.json.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A row of {@code governance_changes} as the chain sees it: texts as they are stored, read into nothing, so that no
 * byte of them can change without notice.
 *
 * @param texts its columns but the number and the hash
 * @param chainHash as it is stored; empty in rows from before the chain
 */
record AuditRow(long seq, Map<String, String> texts, String chainHash) {
    /** What a row says, in the order of every statement. */
    static final List<String> TEXTS =
            List.of("id", "actor_id", "request_id", "created_at", "action", "object", "reason", "details_json");

    /** The columns of every statement. */
    static final String COLUMNS = "seq, chain_hash, " + String.join(", ", TEXTS);

    /** The whole log, oldest first. */
    static final String ALL = "SELECT " + COLUMNS + " FROM governance_changes ORDER BY seq";

    /** The texts of a change that is not stored yet. */
    static Map<String, String> texts(GovernanceChange change) {
        return Map.of(
                "id", change.id(),
                "actor_id", change.origin().actorId(),
                "request_id", change.origin().requestId(),
                "created_at", Times.text(change.origin().at()),
                "action", change.action(),
                "object", change.object(),
                "reason", change.reason(),
                "details_json", JsonText.object(change.details()));
    }

    /** A row of {@link #ALL}. */
    static AuditRow of(ResultSet row) throws SQLException {
        Map<String, String> texts = new HashMap<>();
        for (String name : TEXTS) {
            // None is only in a table that somebody else has made, and then no text has the same hash.
            Optional.ofNullable(row.getString(name)).ifPresent(text -> texts.put(name, text));
        }
        return new AuditRow(
                row.getLong(1), texts, Optional.ofNullable(row.getString(2)).orElse(""));
    }

    /** True when it was written before the log was a chain. */
    boolean isFromBefore() {
        return chainHash.isEmpty();
    }

    /** The head of the log that had the given one before this row. */
    AuditHead after(AuditHead before) {
        if (isFromBefore()) {
            // Says that there is no hash: otherwise one could be taken away without notice.
            Map<String, String> entry = new HashMap<>(texts);
            entry.put("chain_hash", "");
            return before.followedBy(entry);
        }
        return before.followedBy(texts);
    }
}
