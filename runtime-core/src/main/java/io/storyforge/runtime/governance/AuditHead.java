package io.storyforge.runtime.governance;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the audit log ends. The hash of each entry is over the hash before it and everything the entry says, so this
 * one stands for the whole log: whoever keeps it elsewhere can tell later whether the log was changed or cut.
 *
 * @param seq the number of the last entry, which is how many there are; 0 for an empty log
 * @param chainHash its SHA-256, 64 hex digits; empty for an empty log
 */
public record AuditHead(long seq, String chainHash) {
    /** An empty log. */
    public static final AuditHead NONE = new AuditHead(0, "");

    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,17}):([0-9a-f]{64})");

    /** The head that is written {@code SEQ:HASH}; empty when it is not written so. */
    public static Optional<AuditHead> of(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new AuditHead(Long.parseLong(parts.group(1)), parts.group(2)))
                : Optional.empty();
    }

    /**
     * The head after one more entry.
     *
     * @param entry all that the entry says, in the form in which it is stored
     */
    public AuditHead followedBy(Map<String, String> entry) {
        Map<String, Object> link = new HashMap<>(entry);
        link.put("seq", seq + 1);
        link.put("previous_hash", chainHash);
        return new AuditHead(seq + 1, CanonicalJson.sha256(link));
    }

    /** {@code SEQ:HASH}, as {@link #of} reads it. */
    public String text() {
        return "%d:%s".formatted(seq, chainHash);
    }
}
