package io.storyforge.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyforge.runtime.governance.AuditEntry;
import io.storyforge.runtime.governance.GovernanceChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The audit log of governance. */
interface AuditContract extends StoreFixture {
    @Test
    default void returnsChangesNewestFirstPageByPage() {
        try (Scene scene = Scene.of(open())) {
            GovernanceChange first = append(scene, change("1", "layer.put", "system/default"));
            GovernanceChange second = append(scene, change("2", "override.end", "admin_override/o1"));
            GovernanceChange third = append(scene, change("3", "layer.put", "system/default"));

            assertThat(scene.list(records -> records.audit().page(Optional.empty(), 2)))
                    .extracting(AuditEntry::change)
                    .containsExactly(third, second);
            assertThat(scene.list(records -> records.audit().page(Optional.of(second.id()), 2)))
                    .extracting(AuditEntry::change)
                    .containsExactly(first);
        }
    }

    @Test
    default void returnsChangesOfOneObjectOldestFirst() {
        try (Scene scene = Scene.of(open())) {
            GovernanceChange first = append(scene, change("1", "override.create", "admin_override/o1"));
            append(scene, change("2", "override.create", "admin_override/o2"));
            GovernanceChange second = append(scene, change("3", "override.end", "admin_override/o1"));

            assertThat(scene.list(records -> records.audit().ofObject("admin_override/o1", 10)))
                    .extracting(AuditEntry::change)
                    .containsExactly(first, second);
            assertThat(scene.list(records -> records.audit().ofObject("admin_override/o1", 1)))
                    .extracting(AuditEntry::change)
                    .containsExactly(first);
            assertThat(scene.list(records -> records.audit().ofObject("user/u1", 1)))
                    .isEmpty();
        }
    }

    @Test
    default void numbersEntriesFromOneWithoutGapsWhateverFailsBetween() {
        try (Scene scene = Scene.of(open())) {
            append(scene, change("1", "layer.put", "system/default"));
            assertThatThrownBy(() -> scene.write(records -> {
                        records.audit().append(change("2", "layer.put", "user/u1"));
                        records.audit().append(change("3", "layer.put", "user/u2"));
                        throw new IllegalStateException("after writing");
                    }))
                    .hasMessage("after writing");
            scene.write(records -> {
                records.audit().append(change("4", "layer.put", "user/u3"));
                records.audit().append(change("5", "layer.put", "user/u4"));
            });

            assertThat(entries(scene)).extracting(AuditEntry::seq).containsExactly(3L, 2L, 1L);
            assertThat(entries(scene)).extracting(entry -> entry.change().id()).containsExactly("5", "4", "1");
        }
    }

    @Test
    default void givesEachEntryAHashThatStandsForAllBeforeIt() {
        GovernanceChange last = change("2", "layer.put", "system/default");
        List<AuditEntry> entries = entriesOf(change("1", "override.end", "admin_override/o1"), last);
        List<AuditEntry> same = entriesOf(change("1", "override.end", "admin_override/o1"), last);
        List<AuditEntry> otherBefore = entriesOf(change("1", "override.end", "admin_override/o2"), last);

        assertThat(entries).extracting(AuditEntry::chainHash).allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        assertThat(entries).extracting(AuditEntry::chainHash).doesNotHaveDuplicates();
        assertThat(same).isEqualTo(entries);
        assertThat(otherBefore.getFirst().change()).isEqualTo(last);
        assertThat(otherBefore.getFirst().chainHash())
                .isNotEqualTo(entries.getFirst().chainHash());
    }

    private List<AuditEntry> entriesOf(GovernanceChange... changes) {
        try (Scene scene = Scene.of(open())) {
            for (GovernanceChange change : changes) {
                append(scene, change);
            }
            return entries(scene);
        }
    }

    private static List<AuditEntry> entries(Scene scene) {
        return scene.list(records -> records.audit().page(Optional.empty(), 10));
    }

    private static GovernanceChange append(Scene scene, GovernanceChange change) {
        scene.write(records -> records.audit().append(change));
        return change;
    }

    private static GovernanceChange change(String id, String action, String object) {
        return new GovernanceChange(
                id,
                new GovernanceChange.Origin("ann", "request-1", Scene.NOW),
                action,
                object,
                "因为 “双十一”",
                Map.of("policy", Map.of("denied_intents", List.of("publish"))));
    }
}
