package io.storyforge.runtime.store;

import io.storyforge.runtime.conversation.Message;
import io.storyforge.runtime.conversation.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sessions and messages. */
public interface ConversationRecords {

    /** Stores a new session. */
    void insert(Session session);

    /** The session with the id, whoever owns it. */
    Optional<Session> find(String id);

    /** The user's session in the project that was used last. */
    Optional<Session> current(String userId, String projectId);

    /** A user's sessions, last used first; of one project when given. */
    List<Session> list(String userId, Optional<String> projectId, int limit);

    /** Stores a message and marks its session as used. */
    void append(Message message, Instant now);

    /** A session's messages after the given one, oldest first; the newest ones when none is given. */
    List<Message> messages(String sessionId, Optional<String> afterId, int limit);

    /** The last of a session's messages before the given one, oldest first; none when the session has no such message. */
    List<Message> messagesBefore(String sessionId, String beforeId, int limit);
}
