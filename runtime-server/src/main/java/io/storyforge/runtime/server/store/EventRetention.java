package io.storyforge.runtime.server.store;

import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.server.store.EventTable.Logged;
import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Removes the events of steps of runs that ended long ago, and leaves one event in their place that says so. Follows the
 * log from its beginning, a few events at a time, on a thread of its own: each step is a short change like any other.
 */
public final class EventRetention implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EventRetention.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration REST = Duration.ofHours(1);
    static final int BATCH = 200;

    private final SqliteStore store;
    private final InstantSource clock;
    private final Duration keep;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("event-retention").daemon().factory());
    private long seen;

    /** A retention that {@link #start} begins. */
    public EventRetention(SqliteStore store, InstantSource clock, Duration keep) {
        this.store = store;
        this.clock = clock;
        this.keep = keep;
    }

    /** Begins. */
    public void start() {
        schedule(PAUSE);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void schedule(Duration pause) {
        if (!timer.isShutdown()) {
            var _ = timer.schedule(this::run, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void run() {
        Duration pause = REST;
        try {
            pause = step() ? PAUSE : REST;
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.WARNING, "old events were not removed, it is tried again", e);
        }
        schedule(pause);
    }

    /** Looks at the next events; false when the rest of the log is too young, and the next look begins anew. */
    boolean step() {
        Instant end = clock.instant().minus(keep);
        List<Logged> batch = store.read(records -> ((RunTable) records.runs()).log(seen, BATCH));
        List<Logged> old = batch.stream()
                .filter(logged -> logged.event().createdAt().isBefore(end))
                .toList();
        old.stream()
                .map(Logged::event)
                .filter(event -> event.content().type().ofStep())
                .map(event -> event.place().runId())
                .distinct()
                .forEach(runId -> store.write(records -> remove(records, runId, end)));
        if (old.size() < BATCH) {
            seen = 0;
            return false;
        }
        seen = old.getLast().rowid();
        return true;
    }

    private int remove(Records records, String runId, Instant end) {
        boolean over = records.runs()
                .find(runId)
                .filter(run -> run.status().terminal())
                .flatMap(EventRetention::finished)
                .filter(finished -> finished.isBefore(end))
                .isPresent();
        return over ? ((RunTable) records.runs()).removeSteps(runId, clock.instant(), BATCH) : 0;
    }

    private static Optional<Instant> finished(Run run) {
        return run.head().state().times().finished();
    }
}
