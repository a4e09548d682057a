package io.storyforge.runtime.server.stream;

import io.storyforge.runtime.server.identity.Caller;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** One open stream. */
public final class Subscription implements AutoCloseable {
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(50);

    private final EventStreams streams;
    private final Caller caller;
    private final Optional<String> projectId;
    private final Optional<Long> after;
    private final Semaphore hints = new Semaphore(0);
    private final AtomicBoolean probed = new AtomicBoolean();

    Subscription(EventStreams streams, Caller caller, Optional<String> projectId, Optional<Long> after) {
        this.streams = streams;
        this.caller = caller;
        this.projectId = projectId;
        this.after = after;
    }

    /** Writes events until the client goes away, the user may no longer see them, or the server stops. */
    public void writeTo(OutputStream out) throws IOException {
        long position = after.isPresent() ? after.get() : streams.lastPosition();
        streams.send(out, Frames.opening(position));
        String knownPolicy = streams.newestPolicy();
        long lastWrite = System.nanoTime();
        boolean look = true;
        while (!streams.stopping() && streams.stillAllowed(caller)) {
            if (probed.getAndSet(false)) {
                streams.send(out, Frames.HEARTBEAT);
                LockSupport.parkNanos(BETWEEN_PROBES.toNanos());
                streams.send(out, Frames.HEARTBEAT);
            }
            String policy = streams.newestPolicy();
            if (!knownPolicy.equals(policy)) {
                knownPolicy = policy;
                streams.send(out, Frames.GOVERNANCE_CHANGED);
            }
            FeedReader.Read read = look ? streams.read(caller, projectId, position) : FeedReader.nothing(position);
            position = read.position();
            if (!read.events().isEmpty()) {
                streams.send(out, Frames.of(read.events(), streams::title, streams::name));
                lastWrite = System.nanoTime();
            } else if (read.goesOn()) {
                look = true;
            } else if (System.nanoTime() - lastWrite
                    >= streams.limits().heartbeat().toNanos()) {
                // The log is looked at again with each heartbeat: a hint that got lost costs time, not events.
                streams.send(out, Frames.HEARTBEAT);
                lastWrite = System.nanoTime();
                look = true;
            } else {
                look = waitForHint();
            }
        }
        if (streams.stopping()) {
            streams.send(out, Frames.bye(ThreadLocalRandom.current()));
        }
    }

    private boolean waitForHint() throws IOException {
        try {
            boolean hinted = hints.tryAcquire(streams.limits().look().toMillis(), TimeUnit.MILLISECONDS);
            // One look serves all hints so far; one that comes after this line is another look.
            hints.drainPermits();
            return hinted;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server is stopping", e);
        }
    }

    /** Hints that there may be something to read. */
    void wake() {
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
        streams.leave(this);
    }
}
