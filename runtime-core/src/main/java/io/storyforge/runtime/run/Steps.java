package io.storyforge.runtime.run;

import io.storyforge.runtime.run.RunDecision.Accepted;
import io.storyforge.runtime.spi.Wording;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The executor's part of the state machine: what may be recorded about a step, and when. */
final class Steps {
    private Steps() {}

    static RunDecision start(Run run, int index, Instant now) {
        boolean isNext =
                run.plan().runningStep().isEmpty() && run.plan().nextStep().equals(OptionalInt.of(index));
        if (run.status() != RunStatus.RUNNING || !isNext) {
            return RunMachine.wrongState(run, "moved to step " + (index + 1));
        }
        return changed(run, index, step(run, index).progress().begun(now), EventType.STEP_STARTED, "", now);
    }

    static RunDecision report(Run run, RunCommand.ReportProgress command, Instant now) {
        if (!isRunning(run, command.index())) {
            return RunMachine.wrongState(run, "reported on");
        }
        StepProgress progress = step(run, command.index()).progress().reported(command.detail());
        return changed(run, command.index(), progress, EventType.STEP_PROGRESS, command.detail(), now);
    }

    static RunDecision finish(Run run, RunCommand.FinishStep command, Instant now) {
        if (!isRunning(run, command.index())) {
            return RunMachine.wrongState(run, "advanced");
        }
        StepProgress progress = step(run, command.index()).progress().ended(StepStatus.DONE, command.detail(), now);
        return changed(run, command.index(), progress, EventType.STEP_FINISHED, command.detail(), now);
    }

    static RunDecision fail(Run run, RunCommand.FailStep command, Instant now) {
        if (!isRunning(run, command.index())) {
            return RunMachine.wrongState(run, "failed");
        }
        int index = command.index();
        StepProgress progress = step(run, index).progress().ended(StepStatus.FAILED, command.reason(), now);
        Run stopped = run.with(run.plan().with(index, progress));
        if (run.status() == RunStatus.CANCELLING) {
            return RunMachine.accepted(
                    stopped.touched(now),
                    EventType.STEP_FAILED,
                    command.reason(),
                    details(stopped, index, command.reason()));
        }
        Run failed = stopped.moved(RunStatus.FAILED, command.reason(), now);
        return new Accepted(
                failed,
                List.of(
                        new NewEvent(
                                EventType.STEP_FAILED,
                                RunStatus.RUNNING,
                                command.reason(),
                                details(failed, index, command.reason())),
                        new NewEvent(EventType.FAILED, RunStatus.FAILED, command.reason(), Recovery.account(failed))));
    }

    static RunDecision failRun(Run run, Wording why, Instant now) {
        String reason = why.in(run.language());
        OptionalInt running = run.plan().runningStep();
        if (running.isPresent()) {
            return fail(run, new RunCommand.FailStep(running.getAsInt(), reason), now);
        }
        if (run.status() != RunStatus.RUNNING) {
            return RunMachine.wrongState(run, "failed");
        }
        Run failed = run.moved(RunStatus.FAILED, reason, now);
        return RunMachine.accepted(failed, EventType.FAILED, reason, Recovery.account(failed));
    }

    static RunDecision ask(Run run, RunCommand.AskPerson command, Instant now) {
        if (run.status() != RunStatus.RUNNING || !isRunning(run, command.index())) {
            return RunMachine.wrongState(run, "blocked");
        }
        return blocked(run, new Waiting(command.reason(), command.index(), command.question()), EventType.BLOCKED, now);
    }

    static RunDecision blocked(Run run, Waiting waiting, EventType type, Instant now) {
        int index = waiting.stepIndex();
        String prompt = waiting.question().prompt();
        StepProgress pending = step(run, index).progress().asking();
        RunState old = run.head().state();
        RunState state = new RunState(
                RunStatus.BLOCKED,
                StatusText.BLOCKED.in(run.language()),
                prompt,
                old.executorKey(),
                old.times().updatedAt(now));
        Run blocked = run.with(run.plan().with(index, pending))
                .waitingFor(Optional.of(waiting))
                .with(state);
        return RunMachine.accepted(blocked, type, prompt, details(blocked, index, prompt));
    }

    static PlanStep step(Run run, int index) {
        return run.plan().steps().get(index);
    }

    static Map<String, Object> details(Run run, int index, String detail) {
        PlanStep step = step(run, index);
        return Map.of("step_id", step.id(), "index", index, "title", step.title(), "detail", detail);
    }

    private static boolean isRunning(Run run, int index) {
        boolean working = run.status() == RunStatus.RUNNING || run.status() == RunStatus.CANCELLING;
        return working && run.plan().runningStep().equals(OptionalInt.of(index));
    }

    private static RunDecision changed(
            Run run, int index, StepProgress progress, EventType type, String detail, Instant now) {
        Run changed = run.with(run.plan().with(index, progress)).touched(now);
        return RunMachine.accepted(changed, type, step(run, index).title(), details(changed, index, detail));
    }
}
