package io.storyforge.runtime.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.governance.PolicyGate.Confirmer;
import io.storyforge.runtime.governance.PolicyGate.Violation;
import io.storyforge.runtime.spi.Effect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PolicyGateTest {
    private static final PolicyGate.Creation CREATION =
            new PolicyGate.Creation("publish", "douyin", Effect.REVERSIBLE, 5, 2);

    @Test
    void allowsEverythingWithoutRules() {
        assertThat(creating(Map.of())).isEmpty();
        assertThat(confirming(Map.of(), "member", false)).isEmpty();
        assertThat(gate(Map.of()).halted()).isFalse();
        assertThat(gate(Map.of()).confirmWithin()).isEmpty();
    }

    @Test
    void deniesIntents() {
        assertThat(creating(Map.of("denied_intents", List.of("delete", "publish"))))
                .containsExactly("denied_intents");
        assertThat(creating(Map.of("denied_intents", List.of("Publish", "pub"))))
                .isEmpty();
    }

    @Test
    void allowsListedPlatformsOnly() {
        assertThat(creating(Map.of("allowed_platforms", List.of("xiaohongshu"))))
                .containsExactly("allowed_platforms");
        assertThat(creating(Map.of("allowed_platforms", List.of("xiaohongshu", "douyin"))))
                .isEmpty();
        assertThat(creating(Map.of("allowed_platforms", List.of()))).containsExactly("allowed_platforms");
    }

    @Test
    void allowsRunsThatConcernNoPlatform() {
        PolicyGate gate = gate(Map.of("allowed_platforms", List.of("xiaohongshu")));

        assertThat(gate.againstCreating(new PolicyGate.Creation("", "", Effect.READ_ONLY, 1, 0)))
                .isEmpty();
    }

    @Test
    void limitsTheEffect() {
        assertThat(creating(Map.of("max_effect", "read_only"))).containsExactly("max_effect");
        assertThat(creating(Map.of("max_effect", "reversible"))).isEmpty();
        assertThat(creating(Map.of("max_effect", "irreversible"))).isEmpty();
    }

    @Test
    void limitsSteps() {
        assertThat(creating(Map.of("max_steps", 4))).containsExactly("max_steps");
        assertThat(creating(Map.of("max_steps", 5))).isEmpty();
        assertThat(creating(Map.of("max_steps", 0))).containsExactly("max_steps");
    }

    @Test
    void limitsQueuedRunsWithTheNewOneCounted() {
        assertThat(creating(Map.of("max_queued", 2))).containsExactly("max_queued");
        assertThat(creating(Map.of("max_queued", 3))).isEmpty();
    }

    @Test
    void namesEveryRuleThatStandsAgainstCreating() {
        Map<String, Object> rules = Map.of(
                "denied_intents",
                List.of("publish"),
                "allowed_platforms",
                List.of("xiaohongshu"),
                "max_effect",
                "read_only",
                "max_steps",
                1,
                "max_queued",
                1);

        assertThat(creating(rules))
                .containsExactly("denied_intents", "allowed_platforms", "max_effect", "max_steps", "max_queued");
    }

    @Test
    void saysWhatWasAskedAndWhatIsAllowed() {
        List<Violation> violations = gate(Map.of("max_steps", 4, "allowed_platforms", List.of("a", "b")))
                .againstCreating(CREATION);

        assertThat(violations)
                .extracting(Violation::message)
                .containsExactly("platform 'douyin' is not allowed, allowed: a, b", "5 is over the limit 4");
    }

    @Test
    void haltsEverything() {
        assertThat(gate(Map.of("halt", true)).halted()).isTrue();
        assertThat(confirming(Map.of("halt", true), "admin", true)).containsExactly("halt");
        assertThat(confirming(Map.of("halt", false), "admin", true)).isEmpty();
    }

    @Test
    void requiresTheDigest() {
        assertThat(confirming(Map.of("require_plan_digest", true), "member", false))
                .containsExactly("require_plan_digest");
        assertThat(confirming(Map.of("require_plan_digest", true), "member", true))
                .isEmpty();
    }

    @Test
    void forbidsConfirmingOwnRuns() {
        assertThat(confirming(Map.of("self_confirm", false), "member", true)).containsExactly("self_confirm");
        assertThat(confirming(Map.of("self_confirm", true), "member", true)).isEmpty();
    }

    @Test
    void allowsListedRolesToConfirm() {
        assertThat(confirming(Map.of("confirm_roles", List.of("admin")), "member", true))
                .containsExactly("confirm_roles");
        assertThat(confirming(Map.of("confirm_roles", List.of("admin", "member")), "member", true))
                .isEmpty();
    }

    @Test
    void asksOthersWhenTheOwnerMayNotConfirm() {
        assertThat(gate(Map.of()).asksOthers(Set.of("member"))).isFalse();
        assertThat(gate(Map.of()).restrictsConfirming()).isFalse();
        assertThat(gate(Map.of("self_confirm", false)).asksOthers(Set.of("admin")))
                .isTrue();
        PolicyGate owners = gate(Map.of("confirm_roles", List.of("owner")));
        assertThat(owners.restrictsConfirming()).isTrue();
        assertThat(owners.asksOthers(Set.of("member"))).isTrue();
        assertThat(owners.asksOthers(Set.of("member", "owner"))).isFalse();
    }

    @Test
    void letsAdministratorsAndNamedRolesConfirmForOthers() {
        PolicyGate alone = gate(Map.of("self_confirm", false));
        assertThat(alone.letsConfirmForOthers(Set.of("admin"))).isTrue();
        assertThat(alone.letsConfirmForOthers(Set.of("member", "owner"))).isFalse();
        assertThat(alone.confirmersForOthers()).containsExactly("admin");
        PolicyGate owners = gate(Map.of("self_confirm", false, "confirm_roles", List.of("owner")));
        assertThat(owners.letsConfirmForOthers(Set.of("member", "owner"))).isTrue();
        assertThat(owners.letsConfirmForOthers(Set.of("member"))).isFalse();
        assertThat(owners.letsConfirmForOthers(Set.of())).isFalse();
        assertThat(owners.confirmersForOthers()).containsExactly("admin", "owner");
        assertThat(owners.againstConfirming(new Confirmer(false, Set.of("owner")), true))
                .isEmpty();
        assertThat(owners.againstConfirming(new Confirmer(false, Set.of("member")), true))
                .extracting(Violation::rule)
                .containsExactly("confirm_roles");
    }

    @Test
    void readsTheTimeToConfirm() {
        assertThat(gate(Map.of("confirm_within", "PT24H")).confirmWithin()).contains(Duration.ofHours(24));
        assertThat(gate(Map.of("confirm_within", "P1D")).confirmWithin()).contains(Duration.ofDays(1));
    }

    @Test
    void takesNoTimeToConfirmFromWhatIsNoPositiveDuration() {
        for (Object odd : List.of("24h", "", 24, "PT0S", "-PT1H", true, List.of("PT1H"), Map.of())) {
            assertThat(gate(Map.of("confirm_within", odd)).confirmWithin()).isEmpty();
        }
    }

    @Test
    void takesRulesOfOtherTypesForNoRules() {
        Map<String, Object> odd = Map.of(
                "denied_intents", "publish",
                "max_effect", "harmless",
                "max_steps", List.of(1),
                "max_queued", "few");

        assertThat(creating(odd)).isEmpty();
        assertThat(confirming(Map.of("halt", List.of(true), "require_plan_digest", Map.of()), "member", false))
                .isEmpty();
    }

    @Test
    void allowsNothingByAllowListsOfOtherTypes() {
        assertThat(creating(Map.of("allowed_platforms", "douyin"))).containsExactly("allowed_platforms");
        assertThat(confirming(Map.of("confirm_roles", "member", "self_confirm", List.of()), "member", true))
                .containsExactly("self_confirm", "confirm_roles");
    }

    @Test
    void readsNumbersAndFlagsWrittenAsText() {
        assertThat(creating(Map.of("max_steps", "4"))).containsExactly("max_steps");
        assertThat(gate(Map.of("halt", "true")).halted()).isTrue();
        assertThat(confirming(Map.of("self_confirm", "no"), "member", true)).containsExactly("self_confirm");
    }

    private static PolicyGate gate(Map<String, Object> rules) {
        return PolicyGate.of(new EffectivePolicy(rules, Map.of()));
    }

    private static List<String> creating(Map<String, Object> rules) {
        return gate(rules).againstCreating(CREATION).stream()
                .map(Violation::rule)
                .toList();
    }

    private static List<String> confirming(Map<String, Object> rules, String role, boolean digestGiven) {
        return gate(rules).againstConfirming(new Confirmer(true, Set.of(role)), digestGiven).stream()
                .map(Violation::rule)
                .toList();
    }
}
