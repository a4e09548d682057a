package io.storyforge.runtime.server.http;

import io.storyforge.runtime.governance.GovernanceChange;
import io.storyforge.runtime.store.Records;
import java.util.List;
import java.util.Map;

/** Writes governance changes down, in the transaction that makes them. */
record Audit(Backend backend) {
    private static final int SHOWN = 20;

    /** What is done and why. */
    record Reason(String action, String words) {}

    static Reason because(String action, String words) {
        return new Reason(action, words);
    }

    void record(Records records, Exchange exchange, Reason why, String object, Map<String, Object> details) {
        GovernanceChange.Origin origin =
                new GovernanceChange.Origin(exchange.caller().userId(), exchange.id(), backend.now());
        records.audit()
                .append(new GovernanceChange(backend.ids().get(), origin, why.action(), object, why.words(), details));
    }

    /** What was done to one object, oldest first. */
    List<AuditView> of(Records records, String object) {
        return records.audit().ofObject(object, SHOWN).stream()
                .map(entry -> AuditView.of(records, entry))
                .toList();
    }
}
