package io.storyforge.runtime.server.store;

import io.storyforge.runtime.server.json.Times;
import io.storyforge.runtime.store.RunRecords.Lease;
import java.time.Instant;

/** The lease columns of {@code agent_runs}. */
final class LeaseTable {
    private static final String CLAIM = "UPDATE agent_runs SET lease_owner = ?, lease_epoch = lease_epoch + 1,"
            + " lease_until = ? WHERE id = ? RETURNING lease_epoch";
    private static final String HOLDS = "SELECT 1 FROM agent_runs WHERE id = ? AND lease_owner = ? AND lease_epoch = ?";
    private static final String RENEW =
            "UPDATE agent_runs SET lease_until = ? WHERE id = ? AND lease_owner = ? AND lease_epoch = ?";

    private final Sql sql;

    LeaseTable(Sql sql) {
        this.sql = sql;
    }

    Lease claim(String runId, String owner, Instant until) {
        long epoch = sql.changeReturning(CLAIM, owner, Times.text(until), runId)
                .orElseThrow(() -> new IllegalStateException("run %s is not stored".formatted(runId)));
        return new Lease(runId, owner, epoch);
    }

    boolean holds(Lease lease) {
        return sql.exists(HOLDS, lease.runId(), lease.owner(), lease.epoch());
    }

    boolean renew(Lease lease, Instant until) {
        return sql.change(RENEW, Times.text(until), lease.runId(), lease.owner(), lease.epoch()) > 0;
    }
}
