package io.storyforge.handoff.strategy;

import java.time.Instant;
import java.time.InstantSource;

/** A clock on which three seconds pass between any two looks. */
final class FastClock implements InstantSource {
    private Instant now = ProjectInTest.NOW;

    @Override
    public Instant instant() {
        now = now.plusSeconds(3);
        return now;
    }
}
