package io.storyforge.runtime.server.stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.storyforge.runtime.execution.Actor;
import io.storyforge.runtime.execution.RunService;
import io.storyforge.runtime.identity.Standing;
import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.server.identity.Caller;
import io.storyforge.runtime.server.identity.Identities;
import io.storyforge.runtime.server.net.IoDeadline;
import io.storyforge.runtime.store.RuntimeStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * The open streams. A stream reads from the log only; a commit is a hint to read again. So what was committed while a
 * client was away, or while a slow client was being written to, is there when it comes back.
 */
public final class EventStreams implements AutoCloseable {
    private static final int BATCH = 200;
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(50);

    private final RuntimeStore store;
    private final Identities identities;
    private final RunService service;
    private final StreamLimits limits;
    private final StreamPlaces places;
    // A run's title never changes; every open stream of the user needs it for every event.
    private final Cache<String, String> titles =
            Caffeine.newBuilder().maximumSize(10_000).build();
    private final IoDeadline writes;
    private final PolicyNews policy;
    private final LongAdder opened = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private volatile boolean closed;

    /** Streams of the store's events. */
    public EventStreams(
            RuntimeStore store, Identities identities, RunService service, StreamLimits limits, IoDeadline writes) {
        this.store = store;
        this.identities = identities;
        this.service = service;
        this.limits = limits;
        this.places = new StreamPlaces(limits);
        this.writes = writes;
        this.policy = new PolicyNews(store);
        store.onCommit(this::wake);
    }

    /** Opens a stream after the position, or from now on. */
    public StreamOpening subscribe(Caller caller, Optional<String> projectId, Optional<Long> after) {
        if (closed) {
            return new StreamOpening.Stopping();
        }
        StreamOpening opening = places.take(new Subscription(caller, projectId, after));
        (opening instanceof StreamOpening.Opened ? opened : refused).increment();
        return opening;
    }

    /** How many streams are open. */
    public long open() {
        return places.count();
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

    /** Ends every stream after a word to its client, which comes back by itself. Does not wait for the clients. */
    @Override
    public void close() {
        closed = true;
        places.all().forEach(Subscription::wake);
    }

    /** True once the server is stopping. */
    public boolean stopping() {
        return closed;
    }

    private void wake(List<RunEvent> events) {
        // Who may hear of these is found out by reading; there are few, and only under policies that ask for others.
        if (events.stream().anyMatch(event -> event.place().forApprovers())) {
            places.all().forEach(Subscription::wake);
            return;
        }
        events.stream()
                .map(event -> event.place().lane().userId())
                .distinct()
                .forEach(user -> places.of(user).forEach(Subscription::wake));
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
        private final AtomicBoolean probed = new AtomicBoolean();

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
            String knownPolicy = policy.newest();
            long lastWrite = System.nanoTime();
            boolean look = true;
            while (!closed && stillAllowed()) {
                if (probed.getAndSet(false)) {
                    send(out, Frames.HEARTBEAT);
                    LockSupport.parkNanos(BETWEEN_PROBES.toNanos());
                    send(out, Frames.HEARTBEAT);
                }
                if (!knownPolicy.equals(policy.newest())) {
                    knownPolicy = policy.newest();
                    send(out, Frames.GOVERNANCE_CHANGED);
                }
                FeedReader.Read read = look ? read(position) : FeedReader.nothing(position);
                position = read.position();
                if (!read.events().isEmpty()) {
                    send(out, Frames.of(read.events(), EventStreams.this::title));
                    lastWrite = System.nanoTime();
                } else if (read.goesOn()) {
                    look = true;
                } else if (System.nanoTime() - lastWrite >= limits.heartbeat().toNanos()) {
                    // The log is looked at again with each heartbeat: a hint that got lost costs time, not events.
                    send(out, Frames.HEARTBEAT);
                    lastWrite = System.nanoTime();
                    look = true;
                } else {
                    look = waitForHint();
                }
            }
            if (closed) {
                send(out, Frames.bye(ThreadLocalRandom.current()));
            }
        }

        private FeedReader.Read read(long position) {
            FeedReader reader = new FeedReader(
                    service, new Actor(caller.userId(), caller.user().role()), projectId, BATCH);
            return store.read(records -> reader.after(records, position));
        }

        private boolean waitForHint() throws IOException {
            try {
                boolean hinted = hints.tryAcquire(limits.look().toMillis(), TimeUnit.MILLISECONDS);
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

        String userId() {
            return caller.userId();
        }

        /** Has a client that is gone noticed. */
        void probe() {
            probed.set(true);
            wake();
        }

        @Override
        public void close() {
            places.leave(this);
        }
    }

    private void send(OutputStream out, String frames) throws IOException {
        byte[] bytes = frames.getBytes(StandardCharsets.UTF_8);
        try {
            boolean ignored = writes.within(limits.write(), () -> {
                out.write(bytes);
                out.flush();
                return true;
            });
        } catch (IOException | UncheckedIOException e) {
            dropped.increment();
            throw e;
        }
    }
}
