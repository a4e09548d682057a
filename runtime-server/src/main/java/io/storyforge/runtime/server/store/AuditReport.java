package io.storyforge.runtime.server.store;

import io.storyforge.runtime.governance.AuditHead;
import java.util.Optional;

/**
 * What a check of the audit log's chain found.
 *
 * @param head where a log ends whose entries all fit; empty when one does not, or when the data has no chain
 * @param finding the first entry that does not fit, in a sentence
 */
public record AuditReport(Optional<AuditHead> head, Optional<String> finding) {
    /** No chain was followed. */
    static final AuditReport NONE = new AuditReport(Optional.empty(), Optional.empty());

    static AuditReport found(String what) {
        return new AuditReport(Optional.empty(), Optional.of("audit log: " + what));
    }
}
