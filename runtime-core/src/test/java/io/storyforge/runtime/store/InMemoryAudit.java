package io.storyforge.runtime.store;

import io.storyforge.runtime.governance.AuditEntry;
import io.storyforge.runtime.governance.AuditHead;
import io.storyforge.runtime.governance.GovernanceChange;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

record InMemoryAudit(Table<String, AuditEntry> table) implements AuditRecords {
    @Override
    public void append(GovernanceChange change) {
        AuditHead last = table.all().stream()
                .max(Comparator.comparingLong(AuditEntry::seq))
                .map(entry -> new AuditHead(entry.seq(), entry.chainHash()))
                .orElse(AuditHead.NONE);
        AuditHead head = last.followedBy(Map.of("change", change.toString()));
        table.insert(change.id(), new AuditEntry(head.seq(), head.chainHash(), change));
    }

    @Override
    public List<AuditEntry> page(Optional<String> cursor, int limit) {
        return table.all().stream()
                .filter(entry -> cursor.filter(last -> entry.change().id().compareTo(last) >= 0)
                        .isEmpty())
                .sorted(Comparator.comparing(
                                (AuditEntry entry) -> entry.change().id())
                        .reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public List<AuditEntry> ofObject(String object, int limit) {
        return table.all().stream()
                .filter(entry -> entry.change().object().equals(object))
                .limit(limit)
                .toList();
    }
}
