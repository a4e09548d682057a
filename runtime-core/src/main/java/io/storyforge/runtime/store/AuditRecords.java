package io.storyforge.runtime.store;

import io.storyforge.runtime.governance.AuditEntry;
import io.storyforge.runtime.governance.GovernanceChange;
import java.util.List;
import java.util.Optional;

/** The audit log of governance: added to, never changed, and chained by {@link AuditEntry#chainHash()}. */
public interface AuditRecords {

    /** Adds a change as the entry after the last one. */
    void append(GovernanceChange change);

    /**
     * A page of the entries, newest first.
     *
     * @param cursor the last change's id of the page before
     */
    List<AuditEntry> page(Optional<String> cursor, int limit);

    /** The entries of one object, oldest first. */
    List<AuditEntry> ofObject(String object, int limit);
}
