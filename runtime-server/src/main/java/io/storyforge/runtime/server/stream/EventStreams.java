package io.storyforge.runtime.server.stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.storyforge.runtime.execution.Actor;
import io.storyforge.runtime.execution.RunService;
import io.storyforge.runtime.identity.Standing;
import io.storyforge.runtime.identity.User;
import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.server.identity.Caller;
import io.storyforge.runtime.server.identity.Identities;
import io.storyforge.runtime.server.net.IoDeadline;
import io.storyforge.runtime.store.RuntimeStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * The open streams. A stream reads from the log only; a commit is a hint to read again. So what was committed while a
 * client was away, or while a slow client was being written to, is there when it comes back.
 */
public final class EventStreams implements AutoCloseable {
    private static final int BATCH = 200;

    private final RuntimeStore store;
    private final Identities identities;
    private final RunService service;
    private final StreamLimits limits;
    private final StreamPlaces places;
    // A run's title never changes; every open stream of the user needs it for every event.
    private final Cache<String, String> titles =
            Caffeine.newBuilder().maximumSize(10_000).build();
    // Nor does a user's name.
    private final Cache<String, String> names =
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
        StreamOpening opening = places.take(new Subscription(this, caller, projectId, after));
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

    /** The title of the run, for the frames of its events. */
    String title(String runId) {
        return titles.get(
                runId,
                id -> store.read(records -> records.runs()
                        .find(id)
                        .map(run -> run.head().brief().title())
                        .orElse("")));
    }

    /** The name of the user, for the frames of what the user did. */
    String name(String userId) {
        return names.get(
                userId,
                id -> store.read(
                        records -> records.identities().find(id).map(User::name).orElse("")));
    }

    /** What the stream's person may hear after the position. */
    FeedReader.Read read(Caller caller, Optional<String> projectId, long position) {
        FeedReader reader =
                new FeedReader(service, new Actor(caller.userId(), caller.user().role()), projectId, BATCH);
        return store.read(records -> reader.after(records, position));
    }

    /** The position of the newest event. */
    long lastPosition() {
        return store.read(records -> records.runs().lastPosition());
    }

    /** Names the newest change of the policy. */
    String newestPolicy() {
        return policy.newest();
    }

    boolean stillAllowed(Caller caller) {
        return identities
                .user(caller.secretHash())
                .filter(user -> user.standing() == Standing.APPROVED)
                .isPresent();
    }

    StreamLimits limits() {
        return limits;
    }

    void leave(Subscription subscription) {
        places.leave(subscription);
    }

    void send(OutputStream out, String frames) throws IOException {
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
