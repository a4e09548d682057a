package io.storyforge.runtime.execution;

import io.storyforge.runtime.execution.Executor.StepOutcome;
import io.storyforge.runtime.execution.Executor.StepWork;
import io.storyforge.runtime.identity.Role;
import io.storyforge.runtime.run.EventType;
import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.Plan;
import io.storyforge.runtime.run.PlanStep;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunBrief;
import io.storyforge.runtime.run.RunCommand;
import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.run.RunOrigin;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.run.SampleRuns;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.ToolResult;
import io.storyforge.runtime.store.InMemoryStore;
import io.storyforge.runtime.store.RuntimeStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** A store, a service and one engine at a time, with a clock that stands still. */
final class RunStage implements AutoCloseable {
    static final Lane LANE = new Lane("ann", "shop");
    private static final long LIMIT_SECONDS = 20;

    final RuntimeStore store;
    final AtomicReference<Instant> now = new AtomicReference<>(SampleRuns.NOW);
    final RunService service;
    private final AtomicLong ids = new AtomicLong();
    private final BlockingQueue<RunEvent> events = new LinkedBlockingQueue<>();
    private Optional<RunEngine> engine = Optional.empty();

    RunStage() {
        this(new InMemoryStore());
    }

    RunStage(RuntimeStore store) {
        this.store = store;
        this.service = new RunService(now::get, () -> SampleRuns.id(ids.incrementAndGet()), "tools");
        store.onCommit(events::addAll);
    }

    /** Starts an engine, as a start of the server does. */
    void start(Executor executor) {
        start(executor, Duration.ofSeconds(LIMIT_SECONDS));
    }

    /** Starts an engine that gives cancelled steps so long to stop. */
    void start(Executor executor, Duration cancelGrace) {
        engine.ifPresent(RunEngine::close);
        RunEngine started =
                new RunEngine(store, service, executor, now::get, "start-" + ids.incrementAndGet(), cancelGrace);
        started.start();
        engine = Optional.of(started);
    }

    static PlanStep step(int number, Effect effect) {
        return PlanStep.planned("s" + number, "步骤 " + number, "tool-" + number, Map.of(), effect, "");
    }

    /** The outcome of a step that did what it should. */
    static StepOutcome done(String summary) {
        return new StepOutcome.Done(ToolResult.builder().summary(summary).build());
    }

    /** An executor whose steps do this work. */
    static Executor executor(Function<StepWork, StepOutcome> work) {
        return new Executor() {
            @Override
            public String key() {
                return "tools";
            }

            @Override
            public StepOutcome perform(StepWork step) {
                return work.apply(step);
            }
        };
    }

    /** A confirmed run of the steps. */
    Run confirmed(PlanStep... steps) {
        Run run = created(steps);
        return command(run, new RunCommand.Confirm("ann", "", Optional.empty()));
    }

    Run created(PlanStep... steps) {
        RunRequest request = new RunRequest(
                LANE,
                Optional.empty(),
                new RunOrigin("api", "", "", "", Language.CHINESE),
                new RunBrief("运行", "", "", "", "single_platform"),
                new Plan("目标", 1, List.of(steps)));
        RunService.Creation creation = store.write(records -> service.create(records, request));
        if (creation instanceof RunService.Creation.Created(Run run)) {
            return run;
        }
        throw new AssertionError(creation);
    }

    Run command(Run run, RunCommand command) {
        RunService.Outcome outcome =
                store.write(records -> service.command(records, new Actor("ann", Role.MEMBER), run.id(), command));
        if (outcome instanceof RunService.Outcome.Applied(Run after)) {
            return after;
        }
        throw new AssertionError(outcome);
    }

    /** Waits until an event brings the run to the status, and returns the run as it is then. */
    Run await(Run run, RunStatus status) {
        try {
            for (RunEvent event = next(); ; event = next()) {
                if (event.place().runId().equals(run.id()) && event.content().statusAfter() == status) {
                    return stored(run);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private RunEvent next() throws InterruptedException {
        RunEvent event = events.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("nothing happened any more");
        }
        return event;
    }

    Run stored(Run run) {
        return store.read(records -> records.runs().find(run.id())).orElseThrow();
    }

    /** What has happened to the run. */
    List<EventType> types(Run run) {
        List<RunEvent> events = store.read(records -> records.runs().events(run.id(), 0, 100));
        return events.stream().map(event -> event.content().type()).toList();
    }

    @Override
    public void close() {
        engine.ifPresent(RunEngine::close);
        store.close();
    }
}
