package io.storyforge.runtime.execution;

import io.storyforge.runtime.run.EventType;
import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunCommand;
import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.store.RuntimeStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Keeps every running run going: starts a worker when a run starts or is answered, tells it of a cancel, takes up what a
 * crash left behind, and lets unconfirmed runs expire.
 *
 * <p>One worker a run, each on its own virtual thread; the engine learns of changes from the store's commits.
 */
public final class RunEngine implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RunEngine.class.getName());
    static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration RENEWAL = Duration.ofSeconds(5);
    // Tools are interrupted after 2 s; one that has not stopped by then takes no notice.
    private static final Duration CANCEL_GRACE = Duration.ofSeconds(10);
    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final int SWEEP_BATCH = 100;
    private static final Lane FIRST = new Lane("", "");

    private final RuntimeStore store;
    private final RunService service;
    private final Executor executor;
    private final InstantSource clock;
    private final String incarnation;
    private final Duration cancelGrace;
    private final Map<String, RunWorker> workers = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer;
    private volatile boolean closed;
    private Lane swept = FIRST;

    /**
     * An engine; {@link #start} begins.
     *
     * @param incarnation names this start of the server; leases of other incarnations are void, whatever their time
     */
    public RunEngine(
            RuntimeStore store, RunService service, Executor executor, InstantSource clock, String incarnation) {
        this(store, service, executor, clock, incarnation, CANCEL_GRACE);
    }

    /** An engine that lets executors take so long to stop after a cancel. */
    RunEngine(
            RuntimeStore store,
            RunService service,
            Executor executor,
            InstantSource clock,
            String incarnation,
            Duration cancelGrace) {
        this.cancelGrace = cancelGrace;
        this.store = store;
        this.service = service;
        this.executor = executor;
        this.clock = clock;
        this.incarnation = incarnation;
        ScheduledThreadPoolExecutor scheduled = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("run-engine").daemon().factory());
        scheduled.setRemoveOnCancelPolicy(true);
        this.timer = scheduled;
    }

    /** Takes up interrupted runs and begins to follow the store. */
    public void start() {
        store.onCommit(this::follow);
        store.read(records -> records.runs().inStatus(List.of(RunStatus.RUNNING, RunStatus.CANCELLING)))
                .forEach(this::recover);
        every(SWEEP, this::sweep);
        every(RENEWAL, () -> workers.values().forEach(RunWorker::renew));
    }

    /** Stops taking up work and interrupts the workers; their runs are taken up by the next start. */
    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
        workers.values().forEach(RunWorker::abandon);
    }

    /** How many runs are being worked on, each under a lease. */
    public int working() {
        return workers.size();
    }

    private void recover(String runId) {
        store.write(records -> records.runs()
                .find(runId)
                .map(run -> service.apply(records, run, new RunCommand.Recover()))
                .isPresent());
        LOG.log(System.Logger.Level.INFO, "run {0} was interrupted and is taken up again", runId);
        launch(runId);
    }

    private void follow(List<RunEvent> events) {
        for (RunEvent event : events) {
            EventType type = event.content().type();
            if (type == EventType.STARTED || type == EventType.ANSWERED) {
                launch(event.place().runId());
            } else if (type == EventType.CANCELLING) {
                cancel(event.place().runId());
            }
        }
    }

    private void launch(String runId) {
        workers.compute(runId, (id, working) -> {
            if (closed) {
                return working;
            }
            if (working != null) {
                working.lookAgain();
                return working;
            }
            RunWorker worker =
                    new RunWorker(id, new RunJournal(store, service, clock, incarnation), executor, new Host(id));
            worker.begin();
            return worker;
        });
    }

    private final class Host implements RunWorker.Host {
        private final String runId;

        Host(String runId) {
            this.runId = runId;
        }

        // The worker's last look and its removal are one step against launch: no start can fall between them.
        @Override
        public boolean finished() {
            RunWorker left = workers.computeIfPresent(runId, (id, worker) -> worker.toLookAgain() ? worker : null);
            return left == null;
        }

        @Override
        public void retryLater() {
            workers.remove(runId);
            var _ = timer.schedule(() -> launch(runId), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void cancel(String runId) {
        RunWorker worker = workers.get(runId);
        if (worker != null) {
            Thread.ofVirtual().start(worker::cancel);
        } else {
            launch(runId);
        }
    }

    private void sweep() {
        store.read(records -> records.runs().overdue(clock.instant(), SWEEP_BATCH))
                .forEach(runId -> change(runId, new RunCommand.Expire()));
        promoteIdle();
        workers.forEach((runId, worker) -> {
            if (worker.cancelledFor(cancelGrace)) {
                endCancel(runId, worker);
            }
        });
    }

    // The claim voids the worker's lease: whatever its executor comes back with is refused.
    private void endCancel(String runId, RunWorker worker) {
        boolean ended = store.write(records -> {
            Optional<Run> run = records.runs().find(runId).filter(found -> found.status() == RunStatus.CANCELLING);
            run.ifPresent(found -> {
                var _ = records.runs().claim(runId, incarnation, clock.instant());
                var _ = service.apply(records, found, new RunCommand.EndCancel());
            });
            return run.isPresent();
        });
        if (ended) {
            LOG.log(System.Logger.Level.WARNING, "run {0} was ended: its step did not stop after a cancel", runId);
            worker.abandon();
            workers.remove(runId, worker);
        }
    }

    // Lanes move with the run that frees them; this is for queued runs that a lifted halt left behind. The next sweep
    // goes on where this one stopped, so that lanes that stay halted hide no others.
    private void promoteIdle() {
        Lane after = swept;
        List<Lane> idle = store.read(records -> records.runs().idleLanes(after, SWEEP_BATCH));
        swept = idle.size() < SWEEP_BATCH ? FIRST : idle.getLast();
        for (Lane lane : idle) {
            store.write(records -> service.promoteNext(records, lane));
        }
    }

    private void change(String runId, RunCommand command) {
        store.write(records -> {
            Optional<Run> run = records.runs().find(runId);
            return run.map(found -> service.apply(records, found, command)).isPresent();
        });
    }

    private void every(Duration period, Runnable task) {
        var _ = timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        LOG.log(System.Logger.Level.WARNING, "background work failed, it is tried again", e);
                    }
                },
                period.toMillis(),
                period.toMillis(),
                TimeUnit.MILLISECONDS);
    }
}
