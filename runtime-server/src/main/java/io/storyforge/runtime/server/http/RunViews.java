package io.storyforge.runtime.server.http;

import io.storyforge.runtime.execution.RunOutlook;
import io.storyforge.runtime.run.Cancellation;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunHead;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.store.Records;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Runs as one caller sees them. */
final class RunViews {
    private RunViews() {}

    /**
     * The people whom a run is shown with.
     *
     * @param cancelledBy the user who had it cancelled; empty as long as nobody did
     */
    record People(String ownerName, String cancelledBy, String cancelledByName, String cancelReason) {
        static People of(RunHead run, Names names, Optional<Cancellation> cancel) {
            return new People(
                    names.of(run.lane().userId()),
                    cancel.map(Cancellation::by).orElse(""),
                    cancel.map(Cancellation::by).map(names::of).orElse(""),
                    cancel.map(Cancellation::reason).orElse(""));
        }
    }

    /** The run in full, with what the caller can do about it now. */
    static RunView full(Backend backend, Records records, Exchange exchange, Run run) {
        RunOutlook outlook = backend.service().outlook(records, run, exchange.actor());
        long ahead = run.status() == RunStatus.QUEUED ? records.runs().ahead(run) : 0;
        People people = people(records, List.of(run.head())).apply(run.head());
        return RunView.of(run, new RunView.Seen(people, ahead, outlook));
    }

    /** These runs as rows of a list. */
    static Function<RunHead, RunRow> rows(Records records, List<RunHead> runs) {
        Function<RunHead, People> people = people(records, runs);
        return run -> RunRow.of(run, people.apply(run));
    }

    // One more query for a whole list, and none while nothing in it was cancelled.
    private static Function<RunHead, People> people(Records records, List<RunHead> runs) {
        Names names = new Names(records);
        Map<String, Cancellation> cancels = records.runs()
                .cancellations(runs.stream()
                        .filter(RunViews::isCancelled)
                        .map(run -> run.key().id())
                        .toList());
        return run ->
                People.of(run, names, Optional.ofNullable(cancels.get(run.key().id())));
    }

    private static boolean isCancelled(RunHead run) {
        return run.status() == RunStatus.CANCELLED || run.status() == RunStatus.CANCELLING;
    }
}
