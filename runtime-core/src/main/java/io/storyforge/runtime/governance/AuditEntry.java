package io.storyforge.runtime.governance;

/**
 * A governance change as the audit log holds it.
 *
 * @param seq its number: 1, 2, 3 …
 * @param chainHash the SHA-256 over the hash of the entry before and everything that this one says, 64 hex digits;
 *     empty for entries from before the log was a chain, which the first one with a hash covers
 */
public record AuditEntry(long seq, String chainHash, GovernanceChange change) {}
