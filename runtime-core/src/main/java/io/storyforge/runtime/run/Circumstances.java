package io.storyforge.runtime.run;

import io.storyforge.runtime.governance.EffectivePolicy;
import io.storyforge.runtime.governance.PolicyDrift;
import io.storyforge.runtime.governance.PolicyGate;
import io.storyforge.runtime.governance.PolicyLayer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What decides why a run waits.
 *
 * @param since when the run came to its status
 * @param cancelledBy the user who told it to stop; empty unless it is being cancelled
 */
public record Circumstances(Run run, LanePlace lane, Rules rules, Instant since, String cancelledBy, Instant now) {

    /**
     * Where a run is in its lane.
     *
     * @param ahead how many queued runs are before it
     * @param before the active run, or else the queued one that is next, unless it is this one
     */
    public record LanePlace(long ahead, Optional<Explanation.Blocker> before) {
        /** Of a run that is not queued. */
        public static final LanePlace NONE = new LanePlace(0, Optional.empty());
    }

    /**
     * The policy of now, as it concerns the run.
     *
     * @param layers those that apply
     * @param confirmers the words of those who have to confirm it instead of its owner; empty when the owner may
     */
    public record Rules(EffectivePolicy policy, List<PolicyLayer> layers, PolicyDrift drift, List<String> confirmers) {
        /** No rules at all. */
        public static final Rules NONE =
                new Rules(new EffectivePolicy(Map.of(), Map.of()), List.of(), PolicyDrift.NONE, List.of());

        boolean halted() {
            return PolicyGate.of(policy).halted();
        }

        /** The layer that decided the rule last. */
        Optional<PolicyLayer> layerOf(String rule) {
            String name = policy.decidedBy().getOrDefault(rule, "");
            return layers.stream().filter(layer -> layer.name().equals(name)).findFirst();
        }
    }
}
