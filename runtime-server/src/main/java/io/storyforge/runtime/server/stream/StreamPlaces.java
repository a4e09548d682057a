package io.storyforge.runtime.server.stream;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The open streams by user, as many as there may be. Safe for use by many threads. */
final class StreamPlaces {
    private static final Duration PROBE = Duration.ofMillis(500);

    private final StreamLimits limits;
    private final Semaphore free;
    private final Map<String, Set<Subscription>> byUser = new ConcurrentHashMap<>();

    StreamPlaces(StreamLimits limits) {
        this.limits = limits;
        this.free = new Semaphore(limits.inAll());
    }

    /** Gives the stream a place, if there is one for it. */
    StreamOpening take(Subscription subscription) {
        Set<Subscription> own = byUser.computeIfAbsent(subscription.userId(), user -> ConcurrentHashMap.newKeySet());
        // Counted and added under one lock: of two that ask at once for the last place one gets it.
        synchronized (own) {
            makeRoom(own);
            if (own.size() >= limits.perUser()) {
                return new StreamOpening.TooManyOfUser(limits.perUser());
            }
            if (!free.tryAcquire()) {
                return new StreamOpening.TooManyInAll(limits.inAll());
            }
            own.add(subscription);
        }
        return new StreamOpening.Opened(subscription);
    }

    void leave(Subscription subscription) {
        Set<Subscription> own = byUser.getOrDefault(subscription.userId(), Set.of());
        synchronized (own) {
            if (own.remove(subscription)) {
                free.release();
                own.notifyAll();
            }
        }
    }

    Collection<Subscription> of(String userId) {
        return byUser.getOrDefault(userId, Set.of());
    }

    long count() {
        return byUser.values().stream().mapToLong(Set::size).sum();
    }

    Collection<Subscription> all() {
        return byUser.values().stream().flatMap(Set::stream).toList();
    }

    // A client that is gone is noticed only by a write to it, the second one. Without this whoever reloads a page a few
    // times would be told to wait for the next heartbeats.
    private void makeRoom(Set<Subscription> own) {
        long end = System.nanoTime() + PROBE.toNanos();
        if (own.size() >= limits.perUser()) {
            own.forEach(Subscription::probe);
        }
        try {
            while (own.size() >= limits.perUser() && System.nanoTime() - end < 0) {
                TimeUnit.NANOSECONDS.timedWait(own, Math.max(1, end - System.nanoTime()));
            }
        } catch (InterruptedException ignored) { // the server is stopping
            Thread.currentThread().interrupt();
        }
    }
}
