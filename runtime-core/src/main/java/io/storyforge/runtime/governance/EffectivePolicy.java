package io.storyforge.runtime.governance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The policy after all layers that apply.
 *
 * <p>Weakest layer first, a later one wins, except for lists: {@code denied_…} lists add up, {@code allowed_…} lists
 * intersect. What is no list adds nothing to a deny list.
 *
 * @param decidedBy for each key the name of the layer that decided it last
 */
public record EffectivePolicy(Map<String, Object> rules, Map<String, String> decidedBy) {
    // Most policies: hashed once, and not for every run that is shown.
    private static final String DIGEST_OF_NO_RULES = CanonicalJson.sha256(Map.of());

    /** Merges the layers that apply at the given time. */
    public static EffectivePolicy merge(List<PolicyLayer> layers, Instant now) {
        Map<String, Object> rules = new LinkedHashMap<>();
        Map<String, String> decidedBy = new LinkedHashMap<>();
        layers.stream()
                .filter(layer -> !layer.expired(now))
                .sorted(Comparator.comparing(PolicyLayer::scope))
                .forEach(layer -> layer.policy().forEach((key, value) -> {
                    rules.merge(key, value, (earlier, later) -> merged(key, earlier, later));
                    decidedBy.put(key, layer.name());
                }));
        return new EffectivePolicy(rules, decidedBy);
    }

    /** The SHA-256, in hex, of the rules: by it a confirmation says which policy was read. */
    public String digest() {
        return rules.isEmpty() ? DIGEST_OF_NO_RULES : CanonicalJson.sha256(rules);
    }

    private static Object merged(String key, Object earlier, Object later) {
        if (earlier instanceof List<?> first && later instanceof List<?> second) {
            if (key.startsWith("denied_")) {
                Set<Object> union = new LinkedHashSet<>(first);
                union.addAll(second);
                return new ArrayList<>(union);
            }
            if (key.startsWith("allowed_")) {
                List<Object> both = new ArrayList<>(first);
                both.retainAll(second);
                return both;
            }
        }
        if (earlier instanceof List<?> && key.startsWith("denied_")) {
            return earlier;
        }
        return later;
    }
}
