package io.storyforge.runtime.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EffectivePolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    @Test
    void letsTheStrongerLayerWinWhateverTheOrderGiven() {
        EffectivePolicy policy = merge(
                layer(Scope.ADMIN_OVERRIDE, "o1", Map.of("max_steps", 5)),
                layer(Scope.SYSTEM, "default", Map.of("max_steps", 1, "max_queued", 9)),
                layer(Scope.USER, "ann", Map.of("max_steps", 4)),
                layer(Scope.PLATFORM, "douyin", Map.of("max_steps", 2)),
                layer(Scope.PROJECT, "shop", Map.of("max_steps", 3)));

        assertThat(policy.rules()).isEqualTo(Map.of("max_steps", 5, "max_queued", 9));
    }

    @Test
    void namesTheLayerThatDecidedEachKey() {
        EffectivePolicy policy = merge(
                layer(Scope.SYSTEM, "default", Map.of("max_steps", 1, "max_queued", 9)),
                layer(Scope.PROJECT, "shop", Map.of("max_steps", 3)));

        assertThat(policy.decidedBy()).isEqualTo(Map.of("max_steps", "project/shop", "max_queued", "system/default"));
    }

    @Test
    void addsUpDenyLists() {
        EffectivePolicy policy = merge(
                layer(Scope.SYSTEM, "default", Map.of("denied_intents", List.of("a", "b"))),
                layer(Scope.USER, "ann", Map.of("denied_intents", List.of("b", "c"))),
                layer(Scope.ADMIN_OVERRIDE, "o1", Map.of("denied_intents", List.of())));

        assertThat(policy.rules()).containsEntry("denied_intents", List.of("a", "b", "c"));
    }

    @Test
    void intersectsAllowLists() {
        EffectivePolicy policy = merge(
                layer(Scope.SYSTEM, "default", Map.of("allowed_platforms", List.of("a", "b", "c"))),
                layer(Scope.PROJECT, "shop", Map.of("allowed_platforms", List.of("c", "b", "d"))));

        assertThat(policy.rules()).containsEntry("allowed_platforms", List.of("b", "c"));
    }

    @Test
    void mergesListsOfUnknownKeysByTheirPrefix() {
        EffectivePolicy policy = merge(
                layer(
                        Scope.SYSTEM,
                        "default",
                        Map.of("denied_x", List.of(1), "allowed_x", List.of(1), "x", List.of(1))),
                layer(Scope.USER, "ann", Map.of("denied_x", List.of(2), "allowed_x", List.of(2), "x", List.of(2))));

        assertThat(policy.rules())
                .isEqualTo(Map.of("denied_x", List.of(1, 2), "allowed_x", List.of(), "x", List.of(2)));
    }

    @Test
    void keepsADenyListThatALaterLayerGivesAnotherType() {
        EffectivePolicy policy = merge(
                layer(Scope.SYSTEM, "default", Map.of("denied_intents", List.of("a"))),
                layer(Scope.USER, "ann", Map.of("denied_intents", "none")));

        assertThat(policy.rules()).containsEntry("denied_intents", List.of("a"));
    }

    @Test
    void keepsUnknownKeys() {
        assertThat(merge(layer(Scope.USER, "ann", Map.of("future_rule", Map.of("x", 1))))
                        .rules())
                .containsEntry("future_rule", Map.of("x", 1));
    }

    @Test
    void leavesOutLayersFromTheMomentTheyExpire() {
        PolicyLayer ending = new PolicyLayer(Scope.ADMIN_OVERRIDE, "o1", Map.of("halt", true), Optional.of(NOW), "");

        assertThat(EffectivePolicy.merge(List.of(ending), NOW).rules()).isEmpty();
        assertThat(EffectivePolicy.merge(List.of(ending), NOW.minusMillis(1)).rules())
                .containsEntry("halt", true);
    }

    @Test
    void isEmptyWithoutLayers() {
        assertThat(EffectivePolicy.merge(List.of(), NOW)).isEqualTo(new EffectivePolicy(Map.of(), Map.of()));
    }

    private static EffectivePolicy merge(PolicyLayer... layers) {
        return EffectivePolicy.merge(List.of(layers), NOW);
    }

    private static PolicyLayer layer(Scope scope, String key, Map<String, Object> policy) {
        return new PolicyLayer(scope, key, policy, Optional.empty(), "");
    }
}
