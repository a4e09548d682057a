package io.storyforge.runtime.server.http;

import io.storyforge.runtime.execution.RunOutlook;
import io.storyforge.runtime.identity.User;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunHead;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.server.identity.Caller;
import io.storyforge.runtime.store.Records;

/** Runs as one caller sees them. */
final class RunViews {
    private RunViews() {}

    /** The run in full, with what the caller can do about it now. */
    static RunView full(Backend backend, Records records, Exchange exchange, Run run) {
        RunOutlook outlook = backend.service().outlook(records, run, exchange.actor());
        long ahead = run.status() == RunStatus.QUEUED ? records.runs().ahead(run) : 0;
        return RunView.of(run, new RunView.Seen(ownerName(records, exchange.caller(), run.head()), ahead, outlook));
    }

    /** The run as a row of a list. */
    static RunRow row(Records records, Caller caller, RunHead run) {
        return RunRow.of(run, ownerName(records, caller, run));
    }

    private static String ownerName(Records records, Caller caller, RunHead run) {
        String owner = run.lane().userId();
        return owner.equals(caller.userId())
                ? caller.user().name()
                : records.identities().find(owner).map(User::name).orElse("");
    }
}
