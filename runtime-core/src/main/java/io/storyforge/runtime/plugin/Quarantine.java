package io.storyforge.runtime.plugin;

import io.storyforge.runtime.plugin.PluginLimits.QuarantineLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a plugin's hand-offs are tried. After failures in a row none is for a time; then one is tried, and its end
 * decides: an answer opens the way for all, a failure doubles the time. Safe for use by many threads.
 */
final class Quarantine {
    private final QuarantineLimits limits;
    private int failures;
    private boolean probing;
    private Duration period;
    private Optional<Closed> closed = Optional.empty();

    Quarantine(QuarantineLimits limits) {
        this.limits = limits;
        this.period = limits.first();
    }

    /** Since when and until when no hand-off is tried. */
    record Closed(Instant since, Instant retryAt) {}

    /** Lets a hand-off through, or says until when none is. Whoever is let through has to tell how it ended. */
    synchronized Optional<Instant> refusal(Instant now) {
        if (closed.isEmpty()) {
            return Optional.empty();
        }
        Instant retryAt = closed.get().retryAt();
        if (probing || now.isBefore(retryAt)) {
            // While the one hand-off is tried, nobody knows better than "soon".
            return Optional.of(retryAt.isAfter(now) ? retryAt : now.plusSeconds(1));
        }
        probing = true;
        return Optional.empty();
    }

    /** A hand-off was answered. */
    synchronized void answered() {
        failures = 0;
        probing = false;
        period = limits.first();
        closed = Optional.empty();
    }

    /** A hand-off was let through and never began. */
    synchronized void notTried() {
        probing = false;
    }

    /** A hand-off failed; true when this closes the way. */
    synchronized boolean failed(Instant now) {
        failures++;
        // Late failures of hand-offs that began before the way was closed change nothing.
        if (closed.isPresent() && !probing) {
            return false;
        }
        if (probing) {
            period = period.multipliedBy(2);
            period = period.compareTo(limits.longest()) > 0 ? limits.longest() : period;
        } else if (failures < limits.failures()) {
            return false;
        }
        Instant since = closed.map(Closed::since).orElse(now);
        closed = Optional.of(new Closed(since, now.plus(period)));
        probing = false;
        return true;
    }

    /** Since when and until when no hand-off is tried; empty when they are. */
    synchronized Optional<Closed> closed() {
        return closed;
    }
}
