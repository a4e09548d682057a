package io.storyforge.runtime.server.http;

import io.storyforge.runtime.store.AnswerRecords.Answer;
import io.storyforge.runtime.store.AnswerRecords.AnswerKey;
import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.RuntimeStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Writes that take effect once for an idempotency key: the first answer is kept in the transaction of the change itself
 * and given again to every later request with the same key and body. Refusals are not kept; they changed nothing.
 * Answers are kept for seven days.
 */
final class IdempotentWrites {
    private static final Duration KEPT = Duration.ofDays(7);
    private static final int FORGET_EVERY = 100;

    private final AtomicInteger kept = new AtomicInteger();
    private final RuntimeStore store;
    private final InstantSource clock;
    private final Set<AnswerKey> inFlight = ConcurrentHashMap.newKeySet();

    IdempotentWrites(RuntimeStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Does the work in one transaction. A problem thrown by it undoes everything. */
    Reply write(Exchange exchange, Function<Records, Reply> work) {
        Optional<Request> request = request(exchange);
        return request.isPresent() ? once(request.get(), () -> work) : store.write(work);
    }

    /** As {@link #write}, with something to do first that takes time and must not be done twice either. */
    Reply prepared(Exchange exchange, Supplier<Function<Records, Reply>> preparation) {
        Optional<Request> request = request(exchange);
        if (request.isEmpty()) {
            return store.write(preparation.get());
        }
        return store.read(records -> replay(records, request.get())).orElseGet(() -> once(request.get(), preparation));
    }

    /** A request with a key, and the hash of its body. */
    private record Request(AnswerKey key, String hash) {}

    private static Optional<Request> request(Exchange exchange) {
        return exchange.idempotencyKey()
                .map(key -> new Request(
                        new AnswerKey(exchange.caller().userId(), exchange.route(), key),
                        hash(exchange.body().bytes())));
    }

    private Reply once(Request request, Supplier<Function<Records, Reply>> preparation) {
        if (!inFlight.add(request.key())) {
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
            return store.write(
                    records -> replay(records, request).orElseGet(() -> keep(records, request, work.apply(records))));
        } finally {
            inFlight.remove(request.key());
        }
    }

    private Reply keep(Records records, Request request, Reply reply) {
        Answer answer = new Answer(request.hash(), reply.status(), reply.body());
        records.answers().keep(request.key(), answer, clock.instant());
        if (kept.incrementAndGet() % FORGET_EVERY == 0) {
            records.answers().forget(clock.instant().minus(KEPT), 2 * FORGET_EVERY);
        }
        return reply;
    }

    private static Optional<Reply> replay(Records records, Request request) {
        Optional<Answer> answer = records.answers().find(request.key());
        if (answer.filter(kept -> !kept.requestHash().equals(request.hash())).isPresent()) {
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
