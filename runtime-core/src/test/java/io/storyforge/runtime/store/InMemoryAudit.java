package io.storyforge.runtime.store;

import io.storyforge.runtime.governance.GovernanceChange;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

record InMemoryAudit(Table<String, GovernanceChange> table) implements AuditRecords {
    @Override
    public void append(GovernanceChange change) {
        table.insert(change.id(), change);
    }

    @Override
    public List<GovernanceChange> page(Optional<String> cursor, int limit) {
        return table.all().stream()
                .filter(change ->
                        cursor.filter(last -> change.id().compareTo(last) >= 0).isEmpty())
                .sorted(Comparator.comparing(GovernanceChange::id).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public List<GovernanceChange> ofObject(String object, int limit) {
        return table.all().stream()
                .filter(change -> change.object().equals(object))
                .limit(limit)
                .toList();
    }
}
