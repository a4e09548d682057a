package io.storyforge.runtime.execution;

import io.storyforge.runtime.conversation.Message;
import io.storyforge.runtime.conversation.Session;
import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.store.Records;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Which session a run belongs to, and what is said there when it ends. */
record Conversation(Supplier<String> ids) {
    private static final String FIRST_TITLE = "当前会话";

    /** The asked session, or the one used last, or a new one; empty when the asked one is not the user's. */
    Optional<Session> session(Records records, Lane lane, Optional<String> asked, Instant now) {
        if (asked.isPresent()) {
            return records.conversations()
                    .find(asked.get())
                    .filter(session -> session.userId().equals(lane.userId())
                            && session.projectId().equals(lane.projectId()));
        }
        Optional<Session> current = records.conversations().current(lane.userId(), lane.projectId());
        if (current.isPresent()) {
            return current;
        }
        Session created = new Session(ids.get(), lane.userId(), lane.projectId(), FIRST_TITLE, now, now);
        records.conversations().insert(created);
        return Optional.of(created);
    }

    void tell(Records records, Run run, Instant now) {
        if (run.status() != RunStatus.DONE && run.status() != RunStatus.FAILED) {
            return;
        }
        String summary = run.head().state().summary();
        String content = run.status() == RunStatus.DONE
                ? summary
                : "「%s」没有完成：%s".formatted(run.head().brief().title(), summary);
        records.conversations()
                .append(new Message(ids.get(), run.head().key().sessionId(), "agent", content, run.id(), "", now), now);
    }
}
