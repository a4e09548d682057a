package io.storyforge.runtime.server.http;

import io.storyforge.runtime.run.RunBrief;
import io.storyforge.runtime.run.RunHead;
import io.storyforge.runtime.run.RunState;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.server.json.Times;

/** A run in a list: slim, because a list costs by the row. */
public record RunRow(
        String id,
        long number,
        String sessionId,
        String userId,
        String userName,
        String projectId,
        String sourceType,
        String sourceScreen,
        String sourceActionKey,
        String title,
        String summary,
        String intentKey,
        String platform,
        String language,
        String runStatus,
        String statusSummary,
        boolean needsUserInput,
        String blockedReason,
        String cancelledBy,
        String cancelledByName,
        String cancelReason,
        String createdAt,
        String updatedAt,
        String startedAt,
        String finishedAt) {

    static RunRow of(RunHead head, RunViews.People people) {
        RunBrief brief = head.brief();
        RunState state = head.state();
        return new RunRow(
                head.key().id(),
                head.key().number(),
                head.key().sessionId(),
                head.lane().userId(),
                people.ownerName(),
                head.lane().projectId(),
                head.origin().sourceType(),
                head.origin().sourceScreen(),
                head.origin().sourceActionKey(),
                brief.title(),
                brief.summary(),
                brief.intentKey(),
                brief.platform(),
                head.origin().language().tag(),
                state.status().key(),
                state.summary(),
                state.status() == RunStatus.BLOCKED,
                state.blockedReason(),
                people.cancelledBy(),
                people.cancelledByName(),
                people.cancelReason(),
                Times.text(state.times().created()),
                Times.text(state.times().updated()),
                Times.text(state.times().started()),
                Times.text(state.times().finished()));
    }
}
