package io.storyforge.runtime.execution;

import io.storyforge.runtime.conversation.Message;
import io.storyforge.runtime.conversation.Session;
import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.spi.Wording;
import io.storyforge.runtime.store.Records;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Which session a run belongs to, and what is said there when it ends. */
record Conversation(Supplier<String> ids) {
    private static final Wording FIRST_TITLE = Wording.of("当前会话", "Current session");

    /** The asked session, or the one used last, or a new one; empty when the asked one is not the user's. */
    Optional<Session> session(Records records, RunRequest request, Instant now) {
        Lane lane = request.lane();
        Optional<String> asked = request.sessionId();
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
        String title = FIRST_TITLE.in(request.origin().language());
        Session created = new Session(ids.get(), lane.userId(), lane.projectId(), title, now, now);
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
                : run.language()
                        .say("「%s」没有完成：%s", "“%s” was not completed: %s")
                        .formatted(run.head().brief().title(), summary);
        records.conversations()
                .append(new Message(ids.get(), run.head().key().sessionId(), "agent", content, run.id(), "", now), now);
    }
}
