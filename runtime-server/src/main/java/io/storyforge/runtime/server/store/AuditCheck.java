package io.storyforge.runtime.server.store;

import io.storyforge.runtime.governance.AuditHead;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Follows the chain of the audit log up to the first entry that does not fit: what comes after it proves nothing. */
final class AuditCheck {
    private static final int FIRST_WITH_CHAIN = 5;

    private final Statement statement;
    private final Optional<AuditHead> kept;
    private AuditHead head = AuditHead.NONE;
    private boolean chained;

    /** A check of the log; {@code kept} is a head that it had at some time. */
    AuditCheck(Statement statement, Optional<AuditHead> kept) {
        this.statement = statement;
        this.kept = kept;
    }

    /** Checks the log in tables of the version. */
    AuditReport run(int version) throws SQLException {
        if (version < FIRST_WITH_CHAIN && !hasChain()) {
            return kept.isPresent()
                    ? AuditReport.found("there is no chain to compare: the data is of an earlier version")
                    : AuditReport.NONE;
        }
        try (ResultSet rows = statement.executeQuery(AuditRow.ALL)) {
            while (rows.next()) {
                Optional<String> misfit = follow(AuditRow.of(rows));
                if (misfit.isPresent()) {
                    return AuditReport.found(misfit.get());
                }
            }
        }
        long expected = kept.map(AuditHead::seq).orElse(0L);
        return expected > head.seq()
                ? AuditReport.found(
                        "it ends with entry %d, but had entry %d when that head was kept: the newest are gone"
                                .formatted(head.seq(), expected))
                : new AuditReport(Optional.of(head), Optional.empty());
    }

    // Whoever can change an entry can also write an earlier version into the file.
    private boolean hasChain() throws SQLException {
        try (ResultSet column = statement.executeQuery(
                "SELECT 1 FROM pragma_table_info('governance_changes') WHERE name = 'chain_hash'")) {
            return column.next();
        }
    }

    private Optional<String> follow(AuditRow row) {
        if (row.seq() != head.seq() + 1) {
            return Optional.of(
                    "entry %d is missing: after %d comes %d".formatted(head.seq() + 1, head.seq(), row.seq()));
        }
        AuditHead next = row.after(head);
        if (row.isFromBefore() && chained) {
            return Optional.of("entry %d has no hash, but those before it have".formatted(row.seq()));
        }
        if (!row.isFromBefore() && !row.chainHash().equals(next.chainHash())) {
            return Optional.of(
                    "entry %d does not fit what stands before it: it was changed, put in or moved after it was written (id %s)"
                            .formatted(row.seq(), row.texts().getOrDefault("id", "none")));
        }
        if (kept.filter(other -> other.seq() == next.seq() && !other.equals(next))
                .isPresent()) {
            return Optional.of(
                    "entry %d is not the one whose hash was kept: it or one before it was written anew, with all hashes"
                            .formatted(row.seq()));
        }
        chained |= !row.isFromBefore();
        head = next;
        return Optional.empty();
    }
}
