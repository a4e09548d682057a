package io.storyforge.runtime.store;

import io.storyforge.runtime.conversation.Message;
import io.storyforge.runtime.conversation.Session;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

record InMemoryConversations(Table<String, Session> sessions, Table<String, Message> messages)
        implements ConversationRecords {
    private static final Comparator<Session> LAST_USED_FIRST =
            Comparator.comparing(Session::updatedAt).thenComparing(Session::id).reversed();

    InMemoryConversations copy() {
        return new InMemoryConversations(sessions.copy(), messages.copy());
    }

    void seal() {
        sessions.seal();
        messages.seal();
    }

    @Override
    public void insert(Session session) {
        sessions.insert(session.id(), session);
    }

    @Override
    public Optional<Session> find(String id) {
        return sessions.find(id);
    }

    @Override
    public Optional<Session> current(String userId, String projectId) {
        return list(userId, Optional.of(projectId), 1).stream().findFirst();
    }

    @Override
    public List<Session> list(String userId, Optional<String> projectId, int limit) {
        return sessions.all().stream()
                .filter(session -> session.userId().equals(userId))
                .filter(session -> projectId.orElse(session.projectId()).equals(session.projectId()))
                .sorted(LAST_USED_FIRST)
                .limit(limit)
                .toList();
    }

    @Override
    public void append(Message message, Instant now) {
        messages.insert(message.id(), message);
        sessions.find(message.sessionId())
                .ifPresent(session -> sessions.put(
                        session.id(),
                        new Session(
                                session.id(),
                                session.userId(),
                                session.projectId(),
                                session.title(),
                                session.createdAt(),
                                now)));
    }

    @Override
    public List<Message> messages(String sessionId, Optional<String> afterId, int limit) {
        List<Message> later = messages.after(afterId.orElse(""))
                .filter(message -> message.sessionId().equals(sessionId))
                .toList();
        return afterId.isPresent() ? later.subList(0, Math.min(limit, later.size())) : lastOf(later, limit);
    }

    @Override
    public List<Message> messagesBefore(String sessionId, String beforeId, int limit) {
        List<Message> earlier = messages.before(
                        messages.find(beforeId).map(Message::id).orElse(""))
                .filter(message -> message.sessionId().equals(sessionId))
                .toList();
        return lastOf(earlier, limit);
    }

    private static List<Message> lastOf(List<Message> all, int limit) {
        return all.subList(Math.max(0, all.size() - limit), all.size());
    }
}
