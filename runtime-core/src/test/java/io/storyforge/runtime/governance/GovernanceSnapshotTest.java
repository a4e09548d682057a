package io.storyforge.runtime.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GovernanceSnapshotTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant END = NOW.plusSeconds(60);

    @Test
    void isBlankWithoutProject() {
        assertThat(GovernanceSnapshot.blank("douyin"))
                .isEqualTo(new GovernanceSnapshot("", "douyin", Map.of(), List.of(), Map.of()));
    }

    @Test
    void showsLayersWeakestFirstWithTheirFields() {
        PolicyLayer override =
                new PolicyLayer(Scope.ADMIN_OVERRIDE, "o1", Map.of("max_steps", 2), Optional.of(END), "双十一限制");
        PolicyLayer system = new PolicyLayer(Scope.SYSTEM, "default", Map.of("max_steps", 9), Optional.empty(), "");

        GovernanceSnapshot snapshot = GovernanceSnapshot.of("shop", "douyin", List.of(override, system), NOW);

        assertThat(snapshot.projectId()).isEqualTo("shop");
        assertThat(snapshot.platform()).isEqualTo("douyin");
        assertThat(snapshot.effectivePolicy()).isEqualTo(Map.of("max_steps", 2));
        assertThat(snapshot.layers())
                .containsExactly(
                        Map.of("scope", "system", "key", "default", "policy", Map.of("max_steps", 9), "expired", false),
                        Map.of(
                                "scope", "admin_override",
                                "key", "o1",
                                "policy", Map.of("max_steps", 2),
                                "valid_until", "2026-11-23T08:01:00.000Z",
                                "notice", "双十一限制",
                                "expired", false));
        assertThat(snapshot.activeAdminOverrideNotice())
                .isEqualTo(Map.of("id", "o1", "notice", "双十一限制", "ends_at", "2026-11-23T08:01:00.000Z"));
    }

    @Test
    void showsAnExpiredOverrideButDoesNotObeyOrAnnounceIt() {
        PolicyLayer expired = new PolicyLayer(Scope.ADMIN_OVERRIDE, "o1", Map.of("halt", true), Optional.of(NOW), "停");

        GovernanceSnapshot snapshot = GovernanceSnapshot.of("shop", "", List.of(expired), NOW);

        assertThat(snapshot.effectivePolicy()).isEmpty();
        assertThat(snapshot.layers()).hasSize(1);
        assertThat(snapshot.layers().getFirst()).containsEntry("expired", true);
        assertThat(snapshot.activeAdminOverrideNotice()).isEmpty();
    }

    @Test
    void announcesTheLastOfSeveralOverrides() {
        PolicyLayer first = new PolicyLayer(Scope.ADMIN_OVERRIDE, "o1", Map.of(), Optional.empty(), "一");
        PolicyLayer second = new PolicyLayer(Scope.ADMIN_OVERRIDE, "o2", Map.of(), Optional.empty(), "二");

        assertThat(GovernanceSnapshot.of("shop", "", List.of(first, second), NOW)
                        .activeAdminOverrideNotice())
                .isEqualTo(Map.of("id", "o2", "notice", "二"));
    }
}
