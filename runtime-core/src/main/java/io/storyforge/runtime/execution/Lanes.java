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
    Run settle(Records records, RunStatus before, Run changed, Instant now) {
        boolean left = changed.status() != before && !changed.status().active();
        boolean mayMove = left || changed.status() == RunStatus.QUEUED;
        if (!mayMove) {
            return changed;
        }
        return promoteNext(records, changed.lane(), now)
                .filter(promoted -> promoted.id().equals(changed.id()))
                .orElse(changed);
    }

    /**
     * Starts the next queued run when none is active and no policy halts it. Those before it that the policy sends back
     * to be confirmed, or ends, leave the queue.
     */
    Optional<Run> promoteNext(Records records, Lane lane, Instant now) {
        if (records.runs().active(lane).isPresent()) {
            return Optional.empty();
        }
        for (Optional<Run> next = records.runs().nextQueued(lane);
                next.isPresent();
                next = records.runs().nextQueued(lane)) {
            Run queued = next.get();
            if (PolicyBook.gate(records, queued.head(), now).halted()) {
                return Optional.empty();
            }
            RunCommand command = PolicyBook.governed(records, queued, new RunCommand.Promote(executorKey), now);
            Run moved = moved(records, queued, command, now);
            if (moved.status() == RunStatus.RUNNING) {
                return Optional.of(moved);
            }
        }
        return Optional.empty();
    }

    private static Run moved(Records records, Run queued, RunCommand command, Instant now) {
        RunDecision decision = RunMachine.decide(queued, command, now);
        if (!(decision instanceof RunDecision.Accepted(Run moved, List<NewEvent> events))) {
            throw new IllegalStateException("a queued run can leave the queue, this was refused: " + decision);
        }
        records.runs().update(moved, events, now);
        return moved;
    }
}
