package io.storyforge.runtime.server.http;

import io.storyforge.runtime.governance.AuditEntry;
import io.storyforge.runtime.governance.GovernanceChange;
import io.storyforge.runtime.identity.User;
import io.storyforge.runtime.server.json.Times;
import io.storyforge.runtime.store.Records;
import java.util.Map;

/**
 * An entry of the audit log as the API shows it.
 *
 * @param by the user's name
 * @param chainHash empty for an entry from before the log was a chain
 */
public record AuditView(
        String id,
        String by,
        String userId,
        String action,
        String object,
        String reason,
        Map<String, Object> details,
        String requestId,
        String createdAt,
        long seq,
        String chainHash) {

    static AuditView of(Records records, AuditEntry entry) {
        GovernanceChange change = entry.change();
        String actor = change.origin().actorId();
        return new AuditView(
                change.id(),
                records.identities().find(actor).map(User::name).orElse(""),
                actor,
                change.action(),
                change.object(),
                change.reason(),
                change.details(),
                change.origin().requestId(),
                Times.text(change.origin().at()),
                entry.seq(),
                entry.chainHash());
    }
}
