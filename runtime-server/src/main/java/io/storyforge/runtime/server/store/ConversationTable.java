package io.storyforge.runtime.server.store;

import io.storyforge.runtime.conversation.Message;
import io.storyforge.runtime.conversation.Session;
import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.server.json.Times;
import io.storyforge.runtime.store.ConversationRecords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code sessions} and {@code messages}. */
final class ConversationTable implements ConversationRecords {
    private static final String SESSION =
            "SELECT id, user_id, project_id, title, created_at, updated_at FROM sessions ";
    static final String FIND = SESSION + "WHERE id = ?";
    static final String OF_USER =
            SESSION + "INDEXED BY sessions_of_user WHERE user_id = ? ORDER BY updated_at DESC, rowid DESC LIMIT ?";
    static final String OF_PROJECT = SESSION + "INDEXED BY sessions_of_project WHERE user_id = ? AND project_id = ?"
            + " ORDER BY updated_at DESC, rowid DESC LIMIT ?";

    private static final String MESSAGE =
            "SELECT id, session_id, role, content, run_id, source_screen, created_at FROM messages ";
    static final String NEWEST =
            MESSAGE + "INDEXED BY messages_of_session WHERE session_id = ? ORDER BY rowid DESC LIMIT ?";
    static final String AFTER = MESSAGE + "INDEXED BY messages_of_session WHERE session_id = ?"
            + " AND rowid > (SELECT rowid FROM messages WHERE id = ?) ORDER BY rowid LIMIT ?";
    static final String BEFORE = MESSAGE + "INDEXED BY messages_of_session WHERE session_id = ?"
            + " AND rowid < (SELECT rowid FROM messages WHERE id = ?) ORDER BY rowid DESC LIMIT ?";

    private static final String INSERT_SESSION =
            "INSERT INTO sessions (id, user_id, project_id, title, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)";
    private static final String INSERT_MESSAGE =
            "INSERT INTO messages (id, session_id, role, content, run_id, source_screen, created_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?)";
    private static final String USED = "UPDATE sessions SET updated_at = ? WHERE id = ?";

    private final Sql sql;
    private final Memory.Area<Lane, Optional<Session>> current;

    ConversationTable(Sql sql, Memory memory) {
        this.sql = sql;
        this.current = memory.area();
    }

    @Override
    public void insert(Session session) {
        current.forget();
        sql.update(
                INSERT_SESSION,
                session.id(),
                session.userId(),
                session.projectId(),
                session.title(),
                Times.text(session.createdAt()),
                Times.text(session.updatedAt()));
    }

    @Override
    public Optional<Session> find(String id) {
        return sql.first(FIND, ConversationTable::session, id);
    }

    @Override
    public Optional<Session> current(String userId, String projectId) {
        return current.get(
                new Lane(userId, projectId),
                () -> sql.first(OF_PROJECT, ConversationTable::session, userId, projectId, 1));
    }

    @Override
    public List<Session> list(String userId, Optional<String> projectId, int limit) {
        if (projectId.isPresent()) {
            return sql.all(OF_PROJECT, ConversationTable::session, userId, projectId.get(), limit);
        }
        return sql.all(OF_USER, ConversationTable::session, userId, limit);
    }

    @Override
    public void append(Message message, Instant now) {
        current.forget();
        sql.change(
                INSERT_MESSAGE,
                message.id(),
                message.sessionId(),
                message.role(),
                message.content(),
                message.runId(),
                message.sourceScreen(),
                Times.text(message.createdAt()));
        sql.change(USED, Times.text(now), message.sessionId());
    }

    @Override
    public List<Message> messages(String sessionId, Optional<String> afterId, int limit) {
        if (afterId.isPresent()) {
            return sql.all(AFTER, ConversationTable::message, sessionId, afterId.get(), limit);
        }
        return sql.all(NEWEST, ConversationTable::message, sessionId, limit).reversed();
    }

    @Override
    public List<Message> messagesBefore(String sessionId, String beforeId, int limit) {
        return sql.all(BEFORE, ConversationTable::message, sessionId, beforeId, limit)
                .reversed();
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Times.time(row.getString(5)),
                Times.time(row.getString(6)));
    }

    private static Message message(ResultSet row) throws SQLException {
        return new Message(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                Times.time(row.getString(7)));
    }
}
