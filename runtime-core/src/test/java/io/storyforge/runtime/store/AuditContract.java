package io.storyforge.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

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
            GovernanceChange first = change(scene, "layer.put", "system/default");
            GovernanceChange second = change(scene, "override.end", "admin_override/o1");
            GovernanceChange third = change(scene, "layer.put", "system/default");

            assertThat(scene.list(records -> records.audit().page(Optional.empty(), 2)))
                    .containsExactly(third, second);
            assertThat(scene.list(records -> records.audit().page(Optional.of(second.id()), 2)))
                    .containsExactly(first);
        }
    }

    @Test
    default void returnsChangesOfOneObjectOldestFirst() {
        try (Scene scene = Scene.of(open())) {
            GovernanceChange first = change(scene, "override.create", "admin_override/o1");
            change(scene, "override.create", "admin_override/o2");
            GovernanceChange second = change(scene, "override.end", "admin_override/o1");

            assertThat(scene.list(records -> records.audit().ofObject("admin_override/o1", 10)))
                    .containsExactly(first, second);
            assertThat(scene.list(records -> records.audit().ofObject("admin_override/o1", 1)))
                    .containsExactly(first);
            assertThat(scene.list(records -> records.audit().ofObject("user/u1", 1)))
                    .isEmpty();
        }
    }

    private static GovernanceChange change(Scene scene, String action, String object) {
        GovernanceChange change = new GovernanceChange(
                scene.newId(),
                new GovernanceChange.Origin("ann", "request-1", Scene.NOW),
                action,
                object,
                "因为 “双十一”",
                Map.of("policy", Map.of("denied_intents", List.of("publish"))));
        scene.write(records -> records.audit().append(change));
        return change;
    }
}
