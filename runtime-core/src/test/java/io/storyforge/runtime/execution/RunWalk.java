package io.storyforge.runtime.execution;

import io.storyforge.runtime.execution.WalkMove.Result;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.store.RuntimeStore;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A random walk over the commands of people, workers, administrators and the clock, which checks after every one that
 * the promises about runs, lanes and events hold. The same seed takes the same way on every store.
 */
public final class RunWalk {
    private static final int LOOK_AT_ALL = 500;

    private final WalkWorld world;
    private final WalkMoves moves;
    private final WalkChecks checks;
    private final Map<Result, Integer> results = new EnumMap<>(Result.class);

    private RunWalk(RuntimeStore store, long seed) {
        this.world = new WalkWorld(store, seed);
        this.moves = new WalkMoves(world);
        this.checks = new WalkChecks(world);
    }

    /**
     * How far a walk came; a test should see to it that the walk was not an idle one.
     *
     * @param reached how many events led to each status
     */
    public record Report(int applied, int refused, int runs, Map<RunStatus, Integer> reached) {}

    /** The seed of {@code -Dwalk.seed}, to take a way again; otherwise a new one. */
    public static long seed() {
        return Long.getLong("walk.seed", System.nanoTime());
    }

    /**
     * Walks over an empty store, then lets every confirmed run come to its end.
     *
     * @throws AssertionError when a promise is broken, with the seed and the command that broke it
     */
    public static Report run(RuntimeStore store, long seed, int commands) {
        System.out.printf("walk of %d commands, again with -Dwalk.seed=%d%n", commands, seed);
        RunWalk walk = new RunWalk(store, seed);
        for (int number = 1; number <= commands; number++) {
            walk.step(seed, number, walk.moves.next());
        }
        walk.finish(seed, commands);
        return walk.report();
    }

    private void step(long seed, int number, WalkMove move) {
        try {
            WalkChecks.Before before = checks.before(move);
            Result result = move.action().get();
            results.merge(result, 1, Integer::sum);
            checks.after(move, before, result);
            if (number % LOOK_AT_ALL == 0) {
                checks.checkAll();
            }
        } catch (AssertionError | RuntimeException e) {
            String where = "walk with -Dwalk.seed=%d broke at command %d: %s on run '%s': %s"
                    .formatted(seed, number, move.name(), move.runId(), e.getMessage());
            throw new AssertionError(where, e);
        }
    }

    // Nothing is forgotten: with the rules lifted, every confirmed run ends.
    private void finish(long seed, int commands) {
        step(seed, commands + 1, new WalkMove("lift rules", "", () -> {
            world.rule(Map.of());
            return Result.NOTHING;
        }));
        int limit = commands + 1 + 200 * (world.busy().size() + 1);
        int number = commands + 1;
        for (List<Run> active = active(); !active.isEmpty(); active = active()) {
            number++;
            if (number > limit) {
                throw new AssertionError("walk with -Dwalk.seed=%d: runs do not end: %s".formatted(seed, active));
            }
            step(seed, number, moves.finish(world.any(active)));
        }
        checks.checkAll();
        if (!world.busy().isEmpty()) {
            throw new AssertionError("walk with -Dwalk.seed=%d: forgotten: %s".formatted(seed, world.busy()));
        }
    }

    private List<Run> active() {
        return world.busy().stream()
                .flatMap(id -> world.find(id).stream())
                .filter(run -> run.status().active())
                .toList();
    }

    private Report report() {
        return new Report(
                results.getOrDefault(Result.APPLIED, 0),
                results.getOrDefault(Result.REFUSED, 0),
                world.runs.size(),
                Map.copyOf(checks.reached()));
    }
}
