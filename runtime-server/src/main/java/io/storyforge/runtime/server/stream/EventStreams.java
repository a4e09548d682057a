package io.storyforge.runtime.server.stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.storyforge.runtime.execution.Actor;
import io.storyforge.runtime.execution.RunService;
import io.storyforge.runtime.identity.Standing;
import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.server.identity.Caller;
import io.storyforge.runtime.server.identity.Identities;
import io.storyforge.runtime.store.RuntimeStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The open streams. A stream reads from the log only; a commit is a hint to read again. So what was committed while a
 * client was away, or while a slow client was being written to, is there when it comes back.
 */
public final class EventStreams implements AutoCloseable {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    // Shorter than the heartbeat: a logout or a disabled user ends the stream within 5 s.
    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final Duration WRITE_LIMIT = Duration.ofSeconds(10);
    private static final int PER_USER = 100;
    private static final int IN_ALL = 5_000;
    private static final int BATCH = 200;

    private final RuntimeStore store;
    private final Identities identities;
    private final RunService service;
    private final Map<String, Set<Subscription>> byUser = new ConcurrentHashMap<>();
    private final Semaphore free = new Semaphore(IN_ALL);
    // A run's title never changes; every open stream of the user needs it for every event.
    private final Cache<String, String> titles =
            Caffeine.newBuilder().maximumSize(10_000).build();
    private final SlowClients slowClients = new SlowClients(WRITE_LIMIT);
    private final LongAdder opened = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private volatile boolean closed;

    /** Streams of the store's events. */
    public EventStreams(RuntimeStore store, Identities identities, RunService service) {
        this.store = store;
        this.identities = identities;
        this.service = service;
        store.onCommit(this::wake);
    }

    /** Opens a stream after the position, or from now on; empty when there are too many. */
    public Optional<Subscription> subscribe(Caller caller, Optional<String> projectId, Optional<Long> after) {
        Set<Subscription> own = byUser.computeIfAbsent(caller.userId(), user -> ConcurrentHashMap.newKeySet());
        if (own.size() >= PER_USER || !free.tryAcquire()) {
            refused.increment();
            return Optional.empty();
        }
        Subscription subscription = new Subscription(caller, projectId, after);
        own.add(subscription);
        opened.increment();
        return Optional.of(subscription);
    }

    /** How many streams are open. */
    public long open() {
        return byUser.values().stream().mapToLong(Set::size).sum();
    }

    /** How many streams were opened. */
    public long opened() {
        return opened.sum();
    }

    /** How many streams ended because their client took nothing or went away. */
    public long dropped() {
        return dropped.sum();
    }

    /** How many streams were one too many. */
    public long refused() {
        return refused.sum();
    }

    /** Ends every stream; clients come back by themselves. */
    @Override
    public void close() {
        closed = true;
        slowClients.close();
        byUser.values().forEach(own -> own.forEach(Subscription::wake));
    }

    private void wake(List<RunEvent> events) {
        // Who may hear of these is found out by reading; there are few, and only under policies that ask for others.
        if (events.stream().anyMatch(event -> event.place().forApprovers())) {
            byUser.values().forEach(own -> own.forEach(Subscription::wake));
            return;
        }
        events.stream()
                .map(event -> event.place().lane().userId())
                .distinct()
                .forEach(user -> byUser.getOrDefault(user, Set.of()).forEach(Subscription::wake));
    }

    private String title(String runId) {
        return titles.get(
                runId,
                id -> store.read(records -> records.runs()
                        .find(id)
                        .map(run -> run.head().brief().title())
                        .orElse("")));
    }

    /** One open stream. */
    public final class Subscription implements AutoCloseable {
        private final Caller caller;
        private final Optional<String> projectId;
        private final Optional<Long> after;
        private final Semaphore hints = new Semaphore(0);

        private Subscription(Caller caller, Optional<String> projectId, Optional<Long> after) {
            this.caller = caller;
            this.projectId = projectId;
            this.after = after;
        }

        /** Writes events until the client goes away, the user may no longer see them, or the server stops. */
        public void writeTo(OutputStream out) throws IOException {
            long position = after.isPresent()
                    ? after.get()
                    : store.read(records -> records.runs().lastPosition());
            send(out, Frames.opening(position));
            long lastWrite = System.nanoTime();
            boolean look = true;
            while (!closed && stillAllowed()) {
                FeedReader.Read read = look ? read(position) : FeedReader.nothing(position);
                position = read.position();
                if (!read.events().isEmpty()) {
                    send(out, Frames.of(read.events(), EventStreams.this::title));
                    lastWrite = System.nanoTime();
                } else if (read.goesOn()) {
                    look = true;
                } else if (System.nanoTime() - lastWrite >= HEARTBEAT.toNanos()) {
                    // The log is looked at again with each heartbeat: a hint that got lost costs time, not events.
                    send(out, Frames.HEARTBEAT);
                    lastWrite = System.nanoTime();
                    look = true;
                } else {
                    look = waitForHint();
                }
            }
        }

        private FeedReader.Read read(long position) {
            FeedReader reader = new FeedReader(
                    service, new Actor(caller.userId(), caller.user().role()), projectId, BATCH);
            return store.read(records -> reader.after(records, position));
        }

        private boolean waitForHint() throws IOException {
            try {
                boolean hinted = hints.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                // One look serves all hints so far; one that comes after this line is another look.
                hints.drainPermits();
                return hinted;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("the server is stopping", e);
            }
        }

        private boolean stillAllowed() {
            return identities
                    .user(caller.secretHash())
                    .filter(user -> user.standing() == Standing.APPROVED)
                    .isPresent();
        }

        private void wake() {
            hints.release();
        }

        @Override
        public void close() {
            Set<Subscription> own = byUser.getOrDefault(caller.userId(), Set.of());
            if (own.remove(this)) {
                free.release();
            }
        }
    }

    private void send(OutputStream out, String frames) throws IOException {
        try {
            slowClients.write(out, frames.getBytes(StandardCharsets.UTF_8));
        } catch (IOException | UncheckedIOException e) {
            dropped.increment();
            throw e;
        }
    }
}
