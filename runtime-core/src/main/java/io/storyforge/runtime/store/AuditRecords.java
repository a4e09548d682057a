package io.storyforge.runtime.store;

import io.storyforge.runtime.governance.GovernanceChange;
import java.util.List;
import java.util.Optional;

/** The audit log of governance: added to, never changed. */
public interface AuditRecords {

    /** Adds a change. */
    void append(GovernanceChange change);

    /**
     * A page of the changes, newest first.
     *
     * @param cursor the last id of the page before
     */
    List<GovernanceChange> page(Optional<String> cursor, int limit);

    /** The changes of one object, oldest first. */
    List<GovernanceChange> ofObject(String object, int limit);
}
