package io.storyforge.runtime.governance;

import io.storyforge.runtime.spi.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the policy in force says otherwise than the one frozen on a run, and what follows from it. A run without a project
 * has a blank snapshot: there is nothing it could differ from.
 *
 * @param changes by rule name
 * @param reaction what {@code on_policy_change} of the policy in force asks for
 */
public record PolicyDrift(List<RuleChange> changes, Reaction reaction) {
    /** Nothing differs. */
    public static final PolicyDrift NONE = new PolicyDrift(List.of(), Reaction.CONTINUE);

    /** The rule that says what a change of the policy does to runs that were made before it. */
    public static final String RULE = "on_policy_change";

    public PolicyDrift {
        changes = List.copyOf(changes);
    }

    /** What a change of the policy does to a run. */
    public enum Reaction {
        /** Nothing: the run goes on. */
        CONTINUE,
        /** A person has to confirm it again, under the new policy. */
        RECONFIRM,
        /** It may not be confirmed, started or continued. */
        BLOCK;

        /** The word in a policy and in JSON. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A rule that is not as it was; absent where no layer had it. */
    public record RuleChange(String rule, Optional<Object> before, Optional<Object> after) {}

    /** The difference between a run's snapshot and the policy in force. */
    public static PolicyDrift between(GovernanceSnapshot snapshot, EffectivePolicy now) {
        if (snapshot.projectId().isEmpty()) {
            return NONE;
        }
        TreeSet<String> rules = new TreeSet<>(snapshot.effectivePolicy().keySet());
        rules.addAll(now.rules().keySet());
        List<RuleChange> changes = new ArrayList<>();
        for (String rule : rules) {
            Optional<Object> before = value(snapshot.effectivePolicy(), rule);
            Optional<Object> after = value(now.rules(), rule);
            if (!text(rule, before).equals(text(rule, after))) {
                changes.add(new RuleChange(rule, before, after));
            }
        }
        return new PolicyDrift(changes, reaction(now));
    }

    /** True when nothing differs. */
    public boolean none() {
        return changes.isEmpty();
    }

    /** True when it differs and a person has to confirm again. */
    public boolean asksAgain() {
        return !none() && reaction == Reaction.RECONFIRM;
    }

    /** True when it differs and the run may not go on. */
    public boolean stops() {
        return !none() && reaction == Reaction.BLOCK;
    }

    /** The names of the rules that differ. */
    public List<String> rules() {
        return changes.stream().map(RuleChange::rule).toList();
    }

    // A word that means nothing here asks a person, rather than going on as if it had not been said.
    private static Reaction reaction(EffectivePolicy now) {
        Content policy = Content.of(now.rules());
        if (!policy.has(RULE)) {
            return Reaction.CONTINUE;
        }
        return switch (policy.text(RULE).orElse("")) {
            case "continue" -> Reaction.CONTINUE;
            case "block" -> Reaction.BLOCK;
            default -> Reaction.RECONFIRM;
        };
    }

    private static Optional<Object> value(Map<String, Object> policy, String rule) {
        return Optional.ofNullable(policy.get(rule));
    }

    // The order of a list that allows or denies follows from that of the layers; it means nothing.
    private static String text(String rule, Optional<Object> value) {
        if (value.orElse("") instanceof List<?> list && (rule.startsWith("denied_") || rule.startsWith("allowed_"))) {
            return list.stream().map(CanonicalJson::text).sorted().toList().toString();
        }
        return value.map(CanonicalJson::text).orElse("");
    }
}
