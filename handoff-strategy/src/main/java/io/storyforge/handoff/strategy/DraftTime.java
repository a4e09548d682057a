package io.storyforge.handoff.strategy;

import io.storyforge.runtime.spi.HandoffContext;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Lets a reader go on until the host is about to stop waiting for the draft. */
final class DraftTime implements BooleanSupplier {
    private static final Duration RESERVE = Duration.ofMillis(150);
    private static final int ROWS_PER_LOOK = 256;

    private final HandoffContext context;
    private final Instant end;
    private int rows;

    DraftTime(HandoffContext context) {
        this.context = context;
        this.end = context.deadline().minus(RESERVE);
    }

    @Override
    public boolean getAsBoolean() {
        rows++;
        return rows % ROWS_PER_LOOK != 0 || context.clock().instant().isBefore(end);
    }
}
