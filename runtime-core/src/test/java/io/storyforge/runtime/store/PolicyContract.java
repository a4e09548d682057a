package io.storyforge.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.governance.PolicyLayer;
import io.storyforge.runtime.governance.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Policy layers. */
interface PolicyContract extends StoreFixture {
    @Test
    default void returnsLayerWithEveryField() {
        try (Scene scene = Scene.of(open())) {
            Map<String, Object> policy = Map.of(
                    "max_steps", 12, "denied_intents", List.of("a", "b"), "halt", false, "unknown", Map.of("x", 1.5));
            put(scene, new PolicyLayer(Scope.ADMIN_OVERRIDE, "o1", policy, Optional.of(Scene.later(60)), "双十一限制"));

            PolicyLayer found = scene.read(records -> records.policies().find(Scope.ADMIN_OVERRIDE, "o1"))
                    .orElseThrow();

            assertThat(found.scope()).isEqualTo(Scope.ADMIN_OVERRIDE);
            assertThat(found.key()).isEqualTo("o1");
            assertThat(Sameness.json(found.policy())).isEqualTo(Sameness.json(policy));
            assertThat(found.validUntil()).contains(Scene.later(60));
            assertThat(found.notice()).isEqualTo("双十一限制");
        }
    }

    @Test
    default void findsNothingUnderOtherScopeOrKey() {
        try (Scene scene = Scene.of(open())) {
            put(scene, layer(Scope.PROJECT, "shop"));

            assertThat(scene.find(records -> records.policies().find(Scope.PROJECT, "other")))
                    .isEmpty();
            assertThat(scene.find(records -> records.policies().find(Scope.USER, "shop")))
                    .isEmpty();
        }
    }

    @Test
    default void replacesLayerWithTheSameScopeAndKey() {
        try (Scene scene = Scene.of(open())) {
            put(scene, new PolicyLayer(Scope.USER, "ann", Map.of("a", "1"), Optional.of(Instant.EPOCH), "x"));
            PolicyLayer newer = new PolicyLayer(Scope.USER, "ann", Map.of("b", "2"), Optional.empty(), "");
            put(scene, newer);

            assertThat(scene.list(records -> records.policies().inScope(Scope.USER)))
                    .containsExactly(newer);
        }
    }

    @Test
    default void returnsLayersThatConcernARunWeakestFirst() {
        try (Scene scene = Scene.of(open())) {
            PolicyLayer override = put(scene, layer(Scope.ADMIN_OVERRIDE, "o1"));
            PolicyLayer user = put(scene, layer(Scope.USER, "ann"));
            put(scene, layer(Scope.USER, "bob"));
            PolicyLayer project = put(scene, layer(Scope.PROJECT, "shop"));
            put(scene, layer(Scope.PROJECT, "ann"));
            PolicyLayer platform = put(scene, layer(Scope.PLATFORM, "douyin"));
            put(scene, layer(Scope.PLATFORM, "xiaohongshu"));
            PolicyLayer system = put(scene, layer(Scope.SYSTEM, "default"));

            assertThat(scene.list(records -> records.policies().concerning("douyin", "shop", "ann")))
                    .containsExactly(system, platform, project, user, override);
        }
    }

    @Test
    default void returnsSystemUserAndEveryOverrideForRunWithoutProjectAndPlatform() {
        try (Scene scene = Scene.of(open())) {
            PolicyLayer system = put(scene, layer(Scope.SYSTEM, "default"));
            put(scene, layer(Scope.PLATFORM, "douyin"));
            put(scene, layer(Scope.PROJECT, "shop"));
            PolicyLayer user = put(scene, layer(Scope.USER, "ann"));
            PolicyLayer first = put(scene, layer(Scope.ADMIN_OVERRIDE, "o1"));
            PolicyLayer expired = put(
                    scene, new PolicyLayer(Scope.ADMIN_OVERRIDE, "o2", Map.of(), Optional.of(Instant.EPOCH), "old"));

            List<PolicyLayer> layers = scene.read(records -> records.policies().concerning("", "", "ann"));

            assertThat(layers.subList(0, 2)).containsExactly(system, user);
            assertThat(layers.subList(2, layers.size())).containsExactlyInAnyOrder(first, expired);
        }
    }

    @Test
    default void returnsLayersOfScopeByKey() {
        try (Scene scene = Scene.of(open())) {
            PolicyLayer second = put(scene, layer(Scope.PROJECT, "b"));
            PolicyLayer first = put(scene, layer(Scope.PROJECT, "a"));
            put(scene, layer(Scope.USER, "c"));

            assertThat(scene.list(records -> records.policies().inScope(Scope.PROJECT)))
                    .containsExactly(first, second);
            assertThat(scene.list(records -> records.policies().inScope(Scope.SYSTEM)))
                    .isEmpty();
        }
    }

    private static PolicyLayer layer(Scope scope, String key) {
        return new PolicyLayer(scope, key, Map.of("from", scope.key() + key), Optional.empty(), "");
    }

    private static PolicyLayer put(Scene scene, PolicyLayer layer) {
        scene.write(records -> records.policies().put(layer));
        return layer;
    }
}
