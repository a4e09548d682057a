package io.storyforge.runtime.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The chain of the audit log. */
final class AuditHeadTest {
    private static final Map<String, String> ENTRY = Map.of("action", "layer.put", "reason", "因为 \"双十一\"");

    // printf '%s' '{"action":"layer.put","previous_hash":"","reason":"因为 \"双十一\"","seq":1}' | sha256sum
    private static final String KNOWN = "38cd21f02c98841b7aad52cd43dcee69c205985c41aa309a8a90f4474bf006ab";

    @Test
    void hashesTheHashBeforeAndAllFieldsAsOneCanonicalText() {
        AuditHead first = AuditHead.NONE.followedBy(ENTRY);

        assertThat(first).isEqualTo(new AuditHead(1, KNOWN));
        assertThat(AuditHead.NONE.followedBy(new TreeMap<>(ENTRY))).isEqualTo(first);
        assertThat(first.followedBy(ENTRY).seq()).isEqualTo(2);
    }

    @Test
    void hasAnotherHashForAnyOtherFieldNumberOrEntryBefore() {
        AuditHead first = AuditHead.NONE.followedBy(ENTRY);

        assertThat(AuditHead.NONE.followedBy(Map.of("action", "layer.put", "reason", "因为 \"双十二\"")))
                .isNotEqualTo(first);
        assertThat(AuditHead.NONE.followedBy(Map.of("action", "layer.put"))).isNotEqualTo(first);
        assertThat(new AuditHead(1, "").followedBy(ENTRY).chainHash()).isNotEqualTo(first.chainHash());
        assertThat(first.followedBy(ENTRY).chainHash())
                .isNotEqualTo(new AuditHead(1, "0".repeat(64)).followedBy(ENTRY).chainHash());
        // A field must not be able to end another one.
        assertThat(AuditHead.NONE.followedBy(Map.of("a", "x\",\"b\":\"y")))
                .isNotEqualTo(AuditHead.NONE.followedBy(Map.of("a", "x", "b", "y")));
    }

    @Test
    void isReadAsItIsWritten() {
        AuditHead head = AuditHead.NONE.followedBy(ENTRY);

        assertThat(head.text()).isEqualTo("1:" + KNOWN);
        assertThat(AuditHead.of(head.text())).contains(head);
        assertThat(AuditHead.of("0:" + KNOWN)).isEmpty();
        assertThat(AuditHead.of("1:" + KNOWN.substring(1))).isEmpty();
        assertThat(AuditHead.of("1" + KNOWN)).isEmpty();
        assertThat(AuditHead.of("99999999999999999999:" + KNOWN)).isEmpty();
    }
}
