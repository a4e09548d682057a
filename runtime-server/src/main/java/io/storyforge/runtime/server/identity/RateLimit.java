package io.storyforge.runtime.server.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;

/** A token bucket for each key, such as an address. Safe for use by many threads. */
public final class RateLimit {
    private final int burst;
    private final Duration refill;
    private final InstantSource clock;
    private final Cache<String, Bucket> buckets;

    /**
     * A limit.
     *
     * @param burst how many are let through at once
     * @param refill how long one more takes
     */
    public RateLimit(int burst, Duration refill, InstantSource clock) {
        this.burst = burst;
        this.refill = refill;
        this.clock = clock;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(50_000)
                .expireAfterAccess(refill.multipliedBy(burst))
                .build();
    }

    /** True when one more is let through. */
    public boolean allows(String key) {
        return buckets.get(key, ignored -> new Bucket(burst, clock.millis())).take(burst, refill, clock.millis());
    }

    private static final class Bucket {
        private double left;
        private long last;

        Bucket(double left, long last) {
            this.left = left;
            this.last = last;
        }

        synchronized boolean take(int burst, Duration refill, long now) {
            double gained = Math.max(0, now - last) / (double) refill.toMillis();
            left = Math.min(burst, left + gained);
            last = now;
            if (left < 1) {
                return false;
            }
            left -= 1;
            return true;
        }
    }
}
