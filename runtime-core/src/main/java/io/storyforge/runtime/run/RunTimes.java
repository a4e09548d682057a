package io.storyforge.runtime.run;

import java.time.Instant;
import java.util.Optional;

/**
 * When a run changed.
 *
 * @param expires when an unconfirmed run expires; empty when the policy sets no limit
 */
public record RunTimes(
        Instant created,
        Instant updated,
        Optional<Instant> started,
        Optional<Instant> finished,
        Optional<Instant> expires) {

    /** The times of a run made now. */
    public static RunTimes createdAt(Instant now, Optional<Instant> expires) {
        return new RunTimes(now, now, Optional.empty(), Optional.empty(), expires);
    }

    RunTimes updatedAt(Instant now) {
        return new RunTimes(created, now, started, finished, expires);
    }

    RunTimes startedAt(Instant now) {
        // A run that was confirmed again goes on; it started when it first did.
        return new RunTimes(created, now, started.or(() -> Optional.of(now)), finished, expires);
    }

    RunTimes expiring(Optional<Instant> end, Instant now) {
        return new RunTimes(created, now, started, finished, end);
    }

    RunTimes finishedAt(Instant now) {
        return new RunTimes(created, now, started, Optional.of(now), expires);
    }
}
