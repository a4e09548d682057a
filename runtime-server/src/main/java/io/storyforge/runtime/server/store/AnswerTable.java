package io.storyforge.runtime.server.store;

import io.storyforge.runtime.server.json.Times;
import io.storyforge.runtime.store.AnswerRecords;
import java.time.Instant;
import java.util.Optional;

/** {@code idempotency_answers}. */
final class AnswerTable implements AnswerRecords {
    static final String FIND = "SELECT request_hash, status, body FROM idempotency_answers"
            + " WHERE user_id = ? AND route = ? AND key = ?";
    static final String OLDEST =
            "SELECT rowid FROM idempotency_answers WHERE created_at < ? ORDER BY created_at LIMIT ?";
    private static final String FORGET = "DELETE FROM idempotency_answers WHERE rowid IN (" + OLDEST + ")";
    private static final String KEEP = "INSERT INTO idempotency_answers"
            + " (user_id, route, key, request_hash, status, body, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)";

    private final Sql sql;

    AnswerTable(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<Answer> find(AnswerKey key) {
        return sql.first(
                FIND,
                row -> new Answer(row.getString(1), row.getInt(2), row.getString(3)),
                key.userId(),
                key.route(),
                key.key());
    }

    @Override
    public void keep(AnswerKey key, Answer answer, Instant now) {
        sql.change(
                KEEP,
                key.userId(),
                key.route(),
                key.key(),
                answer.requestHash(),
                answer.status(),
                answer.body(),
                Times.text(now));
    }

    @Override
    public int forget(Instant before, int limit) {
        return sql.change(FORGET, Times.text(before), limit);
    }
}
