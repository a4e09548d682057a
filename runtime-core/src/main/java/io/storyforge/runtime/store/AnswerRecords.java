package io.storyforge.runtime.store;

import java.time.Instant;
import java.util.Optional;

/** The first answers to requests with an idempotency key. */
public interface AnswerRecords {

    /** The answer kept under the key. */
    Optional<Answer> find(AnswerKey key);

    /** Keeps an answer. */
    void keep(AnswerKey key, Answer answer, Instant now);

    /** Forgets answers from before the given time, at most the limit; returns how many. */
    int forget(Instant before, int limit);

    /** Whose key, on which route. */
    record AnswerKey(String userId, String route, String key) {}

    /**
     * What was answered.
     *
     * @param requestHash SHA-256 of the request's body, hex
     * @param body the JSON text
     */
    record Answer(String requestHash, int status, String body) {}
}
