package io.storyforge.runtime.execution;

import io.storyforge.runtime.execution.Executor.StepOutcome;
import io.storyforge.runtime.execution.Executor.StepWork;
import io.storyforge.runtime.plugin.CancelSignal;
import io.storyforge.runtime.run.PlanStep;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunCommand;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.run.Waiting;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.Question;
import io.storyforge.runtime.spi.ToolResult;
import io.storyforge.runtime.spi.Wording;
import io.storyforge.runtime.store.RunRecords.Lease;
import io.storyforge.runtime.store.RunRecords.StepOutput;
import io.storyforge.runtime.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Works through one run's plan, on its own virtual thread, until the run ends or waits for a person. */
final class RunWorker {
    private static final System.Logger LOG = System.getLogger(RunWorker.class.getName());

    private static final Wording DEFECT =
            Wording.of("内部错误，管理员可在日志中查看原因。", "An internal error; an administrator finds the cause in the log.");
    private static final Wording PLAN_DIFFERS = Wording.of(
            "计划与确认时的不一致，已停止，没有执行后面的步骤。",
            "The plan differs from the one that was confirmed; stopped, and no further step was done.");
    private static final Wording STOPPED = Wording.of("步骤没有完成就停止了。", "The step stopped before it was done.");
    private static final Wording ALL_DONE = Wording.of("全部步骤已完成", "All steps are done");

    private final String runId;
    private final RunJournal journal;
    private final Executor executor;
    private final Host host;
    private final CancelSignal cancellation = new CancelSignal();
    private final AtomicReference<@Nullable Lease> lease = new AtomicReference<>();
    private final Thread thread;
    private volatile long cancelledAt;
    private volatile boolean again;
    private volatile boolean abandoned;

    RunWorker(String runId, RunJournal journal, Executor executor, Host host) {
        this.runId = runId;
        this.journal = journal;
        this.executor = executor;
        this.host = host;
        this.thread = Thread.ofVirtual().name("run-" + runId).unstarted(this::work);
    }

    /** Whoever keeps the workers. */
    interface Host {
        /** Takes the worker off the list; false when there is something to do again. */
        boolean finished();

        /** Takes the worker off the list and starts another one in a moment. */
        void retryLater();
    }

    void begin() {
        thread.start();
    }

    /** The run changed while this worker was busy with it. */
    void lookAgain() {
        again = true;
    }

    boolean toLookAgain() {
        return again;
    }

    void cancel() {
        cancelledAt = System.nanoTime();
        cancellation.request();
    }

    /** True when a cancel was requested so long ago. */
    boolean cancelledFor(Duration time) {
        return cancellation.requested() && System.nanoTime() - cancelledAt >= time.toNanos();
    }

    /** The server stops: leaves the run as it stands. */
    void abandon() {
        abandoned = true;
        thread.interrupt();
    }

    void renew() {
        Lease held = lease.get();
        if (held != null && !journal.renew(held)) {
            abandon();
        }
    }

    private void work() {
        try {
            do {
                again = false;
                lookAfterRun();
            } while (!abandoned && !host.finished());
        } catch (StoreException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "run %s cannot be recorded now, it is tried again".formatted(runId),
                    e);
            host.retryLater();
        }
    }

    private void lookAfterRun() {
        Lease held = journal.claim(runId);
        lease.set(held);
        try {
            if (journal.read(held).plan().runningStep().isPresent()) {
                journal.record(held, new RunCommand.Recover());
            }
            while (!abandoned && advance(held)) {}
        } catch (RunJournal.LeaseLostException e) {
            LOG.log(System.Logger.Level.WARNING, e.getMessage());
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException | Error e) { // errors too: a worker that died would keep its lane for ever
            LOG.log(System.Logger.Level.ERROR, "run %s met a defect".formatted(runId), e);
            failRun(held);
        } finally {
            lease.set(null);
        }
    }

    private void failRun(Lease held) {
        try {
            journal.record(held, new RunCommand.FailRun(DEFECT));
        } catch (RunJournal.LeaseLostException e) {
            LOG.log(System.Logger.Level.WARNING, e.getMessage());
        }
    }

    /** One step further; false when there is nothing to do now. */
    private boolean advance(Lease held) {
        Run run = journal.read(held);
        if (run.status() == RunStatus.CANCELLING) {
            journal.record(held, new RunCommand.AcknowledgeCancel());
            return false;
        }
        if (run.status() != RunStatus.RUNNING) {
            return false;
        }
        OptionalInt next = run.plan().nextStep();
        if (next.isEmpty()) {
            return complete(held, run.language());
        }
        if (!run.plan().digest().equals(journal.confirmedDigest(held))) {
            journal.record(held, new RunCommand.FailRun(PLAN_DIFFERS));
            return false;
        }
        if (journal.record(held, new RunCommand.StartStep(next.getAsInt()))) {
            performBegun(held, journal.read(held), next);
        }
        return true;
    }

    // The policy may have stopped the run in place of the step.
    private void performBegun(Lease held, Run run, OptionalInt step) {
        if (run.plan().runningStep().equals(step)) {
            perform(held, run, step.getAsInt());
        }
    }

    private boolean complete(Lease held, Language language) {
        List<StepOutput> outputs = journal.outputs(held);
        Map<String, Object> result = outputs.isEmpty()
                ? Map.of("summary", ALL_DONE.in(language), "tables", List.of(), "output", Map.of())
                : outputs.getLast().content();
        String summary = String.valueOf(result.getOrDefault("summary", ""));
        // Refused when a cancel came first: the next look carries it out.
        return !journal.record(held, new RunCommand.Complete(result, summary));
    }

    private void perform(Lease held, Run run, int index) {
        PlanStep step = run.plan().steps().get(index);
        ProgressReport progress =
                new ProgressReport(detail -> journal.record(held, new RunCommand.ReportProgress(index, detail)));
        StepOutcome outcome = executor.perform(new StepWork(run, index, journal.outputs(held), cancellation, progress));
        if (abandoned) {
            return;
        }
        switch (outcome) {
            case StepOutcome.Done(ToolResult result) -> done(held, index, step, result);
            case StepOutcome.Asked(Waiting.Reason reason, Question question) ->
                journal.record(held, new RunCommand.AskPerson(reason, index, question));
            case StepOutcome.Failed(String reason) -> journal.record(held, new RunCommand.FailStep(index, reason));
            case StepOutcome.Stopped ignored -> {
                // After a cancel the next look acknowledges it.
                if (!cancellation.requested()) {
                    journal.record(held, new RunCommand.FailStep(index, STOPPED.in(run.language())));
                }
            }
        }
    }

    // A cancel that came before the step was recorded wins over document changes: they were not made yet.
    private void done(Lease held, int index, PlanStep step, ToolResult result) {
        if (cancellation.requested() && !result.changes().isEmpty()) {
            return;
        }
        journal.finishStep(held, index, step.tool(), result);
    }
}
