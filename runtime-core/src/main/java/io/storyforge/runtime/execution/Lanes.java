package io.storyforge.runtime.execution;

import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.NewEvent;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunCommand;
import io.storyforge.runtime.run.RunDecision;
import io.storyforge.runtime.run.RunMachine;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.store.Records;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One active run a lane: the next queued one starts in the transaction that frees the lane. */
record Lanes(String executorKey) {

    /** Moves the lane on after a run of it changed; the run as it is then. */
    Run settle(Records records, Run changed, Instant now) {
        boolean mayMove =
                changed.status() == RunStatus.QUEUED || changed.status().terminal();
        if (!mayMove) {
            return changed;
        }
        return promoteNext(records, changed.lane(), now)
                .filter(promoted -> promoted.id().equals(changed.id()))
                .orElse(changed);
    }

    /** Starts the next queued run when none is active and no policy halts it. */
    Optional<Run> promoteNext(Records records, Lane lane, Instant now) {
        if (records.runs().active(lane).isPresent()) {
            return Optional.empty();
        }
        Optional<Run> next = records.runs().nextQueued(lane);
        if (next.isEmpty() || PolicyBook.gate(records, next.get(), now).halted()) {
            return Optional.empty();
        }
        RunDecision decision = RunMachine.decide(next.get(), new RunCommand.Promote(executorKey), now);
        if (!(decision instanceof RunDecision.Accepted(Run running, List<NewEvent> events))) {
            throw new IllegalStateException("a queued run can be promoted, this was refused: " + decision);
        }
        records.runs().update(running, events, now);
        return Optional.of(running);
    }
}
