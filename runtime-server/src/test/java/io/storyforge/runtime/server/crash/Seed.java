package io.storyforge.runtime.server.crash;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Decides the moments of faults and what clients do, and stands in every failure; {@code ./storyforge torture --seed S}
 * takes it. Threads are not fixed by it, so a seed narrows and does not repeat.
 */
final class Seed {
    static final long VALUE =
            Long.getLong("storyforge.torture.seed", ThreadLocalRandom.current().nextLong(1_000_000));

    private Seed() {}
}
