package io.storyforge.runtime.server.crash;

import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.RuntimeStore;
import io.storyforge.runtime.testkit.Front;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Writes as a server does that reads the run, decides, and only then begins the transaction: what became of the run in
 * between is not looked at. Only for runs that wait for a decision.
 */
record ReadBefore(RuntimeStore sound, Duration between) {

    <T> T write(Function<Records, T> work) {
        Optional<Run> before = sound.read(records -> waiting(records, work));
        if (before.isEmpty()) {
            return sound.write(work);
        }
        LockSupport.parkNanos(between.toNanos());
        Run run = before.get();
        return sound.write(records -> work.apply(found(records, now -> now.id().equals(run.id()) ? run : now)));
    }

    // The work goes as far as its first look at a run; nothing of it is kept.
    private static <T> Optional<Run> waiting(Records records, Function<Records, T> work) {
        try {
            var _ = work.apply(found(records, run -> {
                throw new LookedAt(run);
            }));
        } catch (LookedAt looked) {
            return Optional.of(looked.run).filter(run -> run.status() == RunStatus.NEEDS_CONFIRMATION);
        } catch (RuntimeException ignored) { // it writes before it looks, which it does again in the transaction
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Records found(Records records, UnaryOperator<Run> look) {
        return Front.runs(
                records,
                (runs, method, arguments) -> method.getName().equals("find")
                        ? runs.find((String) arguments[0]).map(look)
                        : method.invoke(runs, arguments));
    }

    /** The run that the work looked at. */
    private static final class LookedAt extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Run run;

        LookedAt(Run run) {
            super("looked at", null, false, false);
            this.run = run;
        }
    }
}
