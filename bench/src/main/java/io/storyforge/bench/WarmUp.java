package io.storyforge.bench;

import java.time.Duration;
import java.util.function.IntFunction;

/**
 * Load that is not counted, until a program is as fast as it will be. How long the compiler takes depends on how busy the
 * machine is, so a fixed time would measure the compiler on one day and the program on the next.
 *
 * @param least how long it lasts at least; it ends after six times that, whatever the rates say
 */
record WarmUp(int connections, Duration least) {
    private static final int SLICES = 5;
    private static final int MOST = 6 * SLICES;
    private static final double STEADY = 0.95;
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    void run(Program program, IntFunction<Load.Turn> turns) {
        Duration time = least.dividedBy(SLICES);
        // A cold program on a busy machine may need most of a second for its first answer.
        Load slice = new Load(connections, Duration.ZERO, time.compareTo(SHORTEST) < 0 ? SHORTEST : time, 0);
        double best = 0;
        int steady = 0;
        for (int i = 0; i < MOST && (i < SLICES || steady < SLICES); i++) {
            double rate = slice.run(program, turns).perSecond();
            // A slice that is clearly the fastest so far says that the end is not reached.
            steady = rate * STEADY > best ? 0 : steady + 1;
            best = Math.max(best, rate);
        }
    }
}
