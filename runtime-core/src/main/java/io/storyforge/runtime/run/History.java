package io.storyforge.runtime.run;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The statuses of a run, one event after the other, as {@link RunMachine} could have made them. Pure, not reusable. */
public final class History {
    private static final Map<RunStatus, Set<RunStatus>> NEXT = Map.of(
            RunStatus.NEEDS_CONFIRMATION,
            EnumSet.of(RunStatus.NEEDS_CONFIRMATION, RunStatus.QUEUED, RunStatus.CANCELLED, RunStatus.EXPIRED),
            RunStatus.QUEUED,
            EnumSet.of(
                    RunStatus.QUEUED,
                    RunStatus.RUNNING,
                    RunStatus.NEEDS_CONFIRMATION,
                    RunStatus.CANCELLED,
                    RunStatus.FAILED),
            RunStatus.RUNNING,
            EnumSet.of(
                    RunStatus.RUNNING,
                    RunStatus.BLOCKED,
                    RunStatus.CANCELLING,
                    RunStatus.NEEDS_CONFIRMATION,
                    RunStatus.DONE,
                    RunStatus.FAILED),
            RunStatus.BLOCKED,
            EnumSet.of(RunStatus.BLOCKED, RunStatus.RUNNING, RunStatus.CANCELLED, RunStatus.FAILED),
            RunStatus.CANCELLING,
            EnumSet.of(RunStatus.CANCELLING, RunStatus.CANCELLED));

    private Optional<RunStatus> status = Optional.empty();

    /** Takes the status that the next event left; false when no run can come to it from where it is. */
    public boolean take(RunStatus after) {
        boolean possible = status.map(
                        before -> NEXT.getOrDefault(before, Set.of()).contains(after))
                .orElse(after == RunStatus.NEEDS_CONFIRMATION);
        status = Optional.of(after);
        return possible;
    }

    /** Where the events so far have brought the run; empty before the first. */
    public Optional<RunStatus> status() {
        return status;
    }
}
