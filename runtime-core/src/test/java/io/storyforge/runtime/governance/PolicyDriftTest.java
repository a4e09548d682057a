package io.storyforge.runtime.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.governance.PolicyDrift.Reaction;
import io.storyforge.runtime.governance.PolicyDrift.RuleChange;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PolicyDriftTest {
    @Test
    void seesNothingWhereNothingChanged() {
        Map<String, Object> policy = Map.of("max_steps", 3, "note", Map.of("a", List.of(1, "x")));

        assertThat(drift(policy, policy).none()).isTrue();
    }

    @Test
    void namesRulesThatCameWentAndChanged() {
        PolicyDrift drift = drift(Map.of("max_steps", 3, "halt", true), Map.of("max_steps", 4, "max_queued", 2));

        assertThat(drift.changes())
                .containsExactly(
                        new RuleChange("halt", Optional.of(true), Optional.empty()),
                        new RuleChange("max_queued", Optional.empty(), Optional.of(2)),
                        new RuleChange("max_steps", Optional.of(3), Optional.of(4)));
        assertThat(drift.rules()).containsExactly("halt", "max_queued", "max_steps");
    }

    @Test
    void takesNoOtherNotationForAChange() {
        assertThat(drift(Map.of("max_steps", 3), Map.of("max_steps", new BigDecimal("3.0")))
                        .none())
                .isTrue();
        assertThat(drift(Map.of("denied_intents", List.of("a", "b")), Map.of("denied_intents", List.of("b", "a")))
                        .none())
                .isTrue();
        assertThat(drift(Map.of("order", List.of("a", "b")), Map.of("order", List.of("b", "a")))
                        .none())
                .isFalse();
        assertThat(drift(Map.of("max_steps", 3), Map.of("max_steps", "3")).none())
                .isFalse();
    }

    @Test
    void asksWhatThePolicyInForceSays() {
        assertThat(reaction(Map.of())).isEqualTo(Reaction.CONTINUE);
        assertThat(reaction(Map.of("on_policy_change", "continue"))).isEqualTo(Reaction.CONTINUE);
        assertThat(reaction(Map.of("on_policy_change", "reconfirm"))).isEqualTo(Reaction.RECONFIRM);
        assertThat(reaction(Map.of("on_policy_change", "block"))).isEqualTo(Reaction.BLOCK);
    }

    @Test
    void asksAPersonWhenTheRuleSaysNothingKnown() {
        for (Object odd : List.of("stop", "", 3, true, List.of("block"), Map.of())) {
            assertThat(reaction(Map.of("on_policy_change", odd))).as("%s", odd).isEqualTo(Reaction.RECONFIRM);
        }
    }

    @Test
    void doesNothingWithoutAChange() {
        for (String word : List.of("reconfirm", "block")) {
            Map<String, Object> policy = Map.of("on_policy_change", word);
            assertThat(drift(policy, policy).asksAgain()).isFalse();
            assertThat(drift(policy, policy).stops()).isFalse();
        }
        assertThat(drift(Map.of(), Map.of("on_policy_change", "reconfirm")).asksAgain())
                .isTrue();
        assertThat(drift(Map.of(), Map.of("on_policy_change", "block")).stops()).isTrue();
    }

    @Test
    void differsFromNoBlankSnapshot() {
        EffectivePolicy now = new EffectivePolicy(Map.of("on_policy_change", "block"), Map.of());

        assertThat(PolicyDrift.between(GovernanceSnapshot.blank("douyin"), now)).isEqualTo(PolicyDrift.NONE);
    }

    private static Reaction reaction(Map<String, Object> policy) {
        return drift(Map.of(), policy).reaction();
    }

    private static PolicyDrift drift(Map<String, Object> then, Map<String, Object> now) {
        GovernanceSnapshot snapshot = new GovernanceSnapshot("shop", "", then, List.of(), Map.of());
        return PolicyDrift.between(snapshot, new EffectivePolicy(now, Map.of()));
    }
}
