package io.storyforge.runtime.governance;

import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.Effect;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the policy forbids. Reads only the keys that have a meaning to the runtime. A rule of a wrong type is no rule, but
 * one that allows ({@code allowed_platforms}, {@code confirm_roles}, {@code self_confirm}) then allows nothing.
 */
public final class PolicyGate {
    private static final String ADMIN = "admin";

    private final Content policy;

    private PolicyGate(Content policy) {
        this.policy = policy;
    }

    /** The gate of an effective policy. */
    public static PolicyGate of(EffectivePolicy policy) {
        return new PolicyGate(Content.of(policy.rules()));
    }

    /** A rule that stands against something. */
    public record Violation(String rule, String message) {}

    /** What is asked when a run is to be created. */
    public record Creation(String intentKey, String platform, Effect effect, int steps, long queued) {}

    /**
     * Who confirms.
     *
     * @param owner true when the run is theirs
     * @param roles the words of what they are, on this server and in the run's project
     */
    public record Confirmer(boolean owner, Set<String> roles) {}

    /** The rules against creating such a run; empty when it may be created. */
    public List<Violation> againstCreating(Creation run) {
        List<Violation> violations = againstPlan(run);
        over("max_queued", run.queued() + 1).ifPresent(violations::add);
        return violations;
    }

    /** The rules against what such a run would do, however many wait; empty when it may do it. */
    public List<Violation> againstPlan(Creation run) {
        List<Violation> violations = new ArrayList<>();
        if (policy.texts("denied_intents").contains(run.intentKey())) {
            violations.add(new Violation("denied_intents", "intent '%s' is denied".formatted(run.intentKey())));
        }
        if (policy.has("allowed_platforms")
                && !run.platform().isEmpty()
                && !policy.texts("allowed_platforms").contains(run.platform())) {
            violations.add(new Violation(
                    "allowed_platforms",
                    "platform '%s' is not allowed, allowed: %s"
                            .formatted(run.platform(), String.join(", ", policy.texts("allowed_platforms")))));
        }
        policy.text("max_effect")
                .filter(Effect::known)
                .map(Effect::of)
                .filter(most -> run.effect().compareTo(most) > 0)
                .ifPresent(most -> violations.add(new Violation(
                        "max_effect", "the plan is %s, at most %s is allowed".formatted(run.effect(), most))));
        over("max_steps", run.steps()).ifPresent(violations::add);
        return violations;
    }

    /** The rules against confirming now; empty when it may be confirmed. */
    public List<Violation> againstConfirming(Confirmer confirmer, boolean digestGiven) {
        List<Violation> violations = new ArrayList<>();
        if (halted()) {
            violations.add(new Violation("halt", "all runs are halted by an administrator"));
        }
        if (policy.flag("require_plan_digest") && !digestGiven) {
            violations.add(new Violation("require_plan_digest", "plan_digest is required to confirm"));
        }
        if (confirmer.owner() && ownersMayNot()) {
            violations.add(new Violation("self_confirm", "nobody may confirm a run of their own"));
        }
        if (!named(confirmer)) {
            violations.add(new Violation(
                    "confirm_roles",
                    "role '%s' may not confirm, allowed: %s"
                            .formatted(
                                    String.join(", ", new TreeSet<>(confirmer.roles())),
                                    String.join(", ", policy.texts("confirm_roles")))));
        }
        return violations;
    }

    /** True when a rule speaks of who may confirm; while none does, owners confirm their own runs. */
    public boolean restrictsConfirming() {
        return policy.has("self_confirm") || policy.has("confirm_roles");
    }

    /** True when the owner, being what they are, needs somebody else to confirm. */
    public boolean asksOthers(Set<String> ownerRoles) {
        return ownersMayNot() || !named(new Confirmer(true, ownerRoles));
    }

    /** True when somebody who is this may confirm the runs of others. */
    public boolean letsConfirmForOthers(Set<String> roles) {
        return named(new Confirmer(false, roles));
    }

    /** The words of those who may confirm the runs of others, administrators first. */
    public List<String> confirmersForOthers() {
        return Stream.concat(Stream.of(ADMIN), policy.texts("confirm_roles").stream())
                .distinct()
                .toList();
    }

    private boolean ownersMayNot() {
        return policy.has("self_confirm") && !policy.flag("self_confirm");
    }

    // Without a list everybody confirms their own; the runs of others need a name on it, or an administrator.
    private boolean named(Confirmer confirmer) {
        if (!confirmer.owner() && confirmer.roles().contains(ADMIN)) {
            return true;
        }
        if (!policy.has("confirm_roles")) {
            return confirmer.owner();
        }
        return policy.texts("confirm_roles").stream().anyMatch(confirmer.roles()::contains);
    }

    /** True when a rule limits how many runs may be queued. */
    public boolean limitsQueue() {
        return policy.has("max_queued");
    }

    /** True when the kill switch is on: nothing may start. */
    public boolean halted() {
        return policy.flag("halt");
    }

    /** How long an unconfirmed run may wait: {@code confirm_within}, an ISO-8601 duration such as {@code PT24H}. */
    public Optional<Duration> confirmWithin() {
        try {
            return policy.text("confirm_within").map(Duration::parse).filter(Duration::isPositive);
        } catch (DateTimeParseException ignored) { // a rule of a wrong type is no rule
            return Optional.empty();
        }
    }

    private Optional<Violation> over(String rule, long asked) {
        OptionalDouble most = policy.number(rule);
        if (most.isEmpty() || asked <= most.getAsDouble()) {
            return Optional.empty();
        }
        return Optional.of(new Violation(rule, "%d is over the limit %.0f".formatted(asked, most.getAsDouble())));
    }
}
