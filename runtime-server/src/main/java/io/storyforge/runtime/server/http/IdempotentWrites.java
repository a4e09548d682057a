package io.storyforge.runtime.server.http;

import io.storyforge.runtime.store.AnswerRecords.Answer;
import io.storyforge.runtime.store.AnswerRecords.AnswerKey;
import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.RuntimeStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Writes that take effect once for an idempotency key: the first answer is kept in the transaction of the change itself
 * and given again to every later request with the same key and body. Refusals are not kept; they changed nothing.
 */
final class IdempotentWrites {
    private final RuntimeStore store;
    private final InstantSource clock;
    private final Set<AnswerKey> inFlight = ConcurrentHashMap.newKeySet();

    IdempotentWrites(RuntimeStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Does the work in one transaction. A problem thrown by it undoes everything. */
    Reply write(Exchange exchange, Function<Records, Reply> work) {
        return prepared(exchange, () -> work);
    }

    /** As {@link #write}, with something to do first that takes time and must not be done twice either. */
    Reply prepared(Exchange exchange, Supplier<Function<Records, Reply>> preparation) {
        Optional<String> key = exchange.idempotencyKey();
        if (key.isEmpty()) {
            return store.write(preparation.get());
        }
        AnswerKey answerKey = new AnswerKey(exchange.caller().userId(), exchange.route(), key.get());
        String hash = hash(exchange.body().bytes());
        Optional<Reply> known = store.read(records -> replay(records, answerKey, hash));
        if (known.isPresent()) {
            return known.get();
        }
        if (!inFlight.add(answerKey)) {
            throw Problem.of(
                            409,
                            "idempotency-in-flight",
                            "Still in progress",
                            "the first request with this Idempotency-Key has not been answered yet")
                    .withHeader("Retry-After", "1")
                    .asException();
        }
        try {
            Function<Records, Reply> work = preparation.get();
            return store.write(records -> replay(records, answerKey, hash)
                    .orElseGet(() -> keep(records, answerKey, hash, work.apply(records))));
        } finally {
            inFlight.remove(answerKey);
        }
    }

    private Reply keep(Records records, AnswerKey key, String hash, Reply reply) {
        records.answers().keep(key, new Answer(hash, reply.status(), reply.body()), clock.instant());
        return reply;
    }

    private static Optional<Reply> replay(Records records, AnswerKey key, String hash) {
        Optional<Answer> answer = records.answers().find(key);
        if (answer.filter(kept -> !kept.requestHash().equals(hash)).isPresent()) {
            throw Problem.of(
                            422,
                            "idempotency-mismatch",
                            "Idempotency-Key was used before",
                            "this Idempotency-Key belongs to a request with another body")
                    .asException();
        }
        return answer.map(kept -> Reply.jsonText(kept.status(), kept.body()).with("Idempotency-Replayed", "true"));
    }

    private static String hash(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
