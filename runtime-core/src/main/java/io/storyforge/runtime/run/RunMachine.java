package io.storyforge.runtime.run;

import io.storyforge.runtime.run.RunDecision.Accepted;
import io.storyforge.runtime.run.RunDecision.Refusal;
import io.storyforge.runtime.spi.Wording;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The state machine: run, command and time in; the next run with its events, or a refusal, out. Pure.
 *
 * <pre>
 * needs_confirmation ─confirm→ queued ─promote→ running ─complete→ done, ─fail→ failed
 *   │ cancel · expire  ▲         │ cancel         │ ▲ block ⇄ answer
 *   ▼                  │         ▼                │ blocked ─cancel→ cancelled
 * cancelled · expired  │       cancelled          └─cancel→ cancelling → cancelled
 *                      └─the policy changed─ queued · running between two steps, ─or→ failed
 * </pre>
 */
public final class RunMachine {
    private RunMachine() {}

    /** Decides one command. Never throws for a legal command object. */
    public static RunDecision decide(Run run, RunCommand command, Instant now) {
        return switch (command) {
            case RunCommand.Confirm confirm -> confirm(run, confirm, now);
            case RunCommand.Cancel cancel -> cancel(run, cancel, now);
            case RunCommand.Answer answer -> Answers.answer(run, answer, now);
            case RunCommand.EditPlan edit -> editPlan(run, edit, now);
            case RunCommand.Expire ignored -> expire(run, now);
            case RunCommand.Extend extend -> PolicyMoves.extend(run, extend, now);
            case RunCommand.RenewSnapshot renew -> PolicyMoves.renew(run, renew, now);
            case RunCommand.StopForPolicy stop -> PolicyMoves.stop(run, stop, now);
            case RunCommand.Promote promote -> promote(run, promote, now);
            case RunCommand.StartStep start -> Steps.start(run, start.index(), now);
            case RunCommand.ReportProgress report -> Steps.report(run, report, now);
            case RunCommand.FinishStep finish -> Steps.finish(run, finish, now);
            case RunCommand.FailStep fail -> Steps.fail(run, fail, now);
            case RunCommand.FailRun fail -> Steps.failRun(run, fail.reason(), now);
            case RunCommand.AskPerson ask -> Steps.ask(run, ask, now);
            case RunCommand.Complete complete -> complete(run, complete, now);
            case RunCommand.AcknowledgeCancel ignored -> Recovery.acknowledgeCancel(run, now);
            case RunCommand.EndCancel ignored -> Recovery.endCancel(run, now);
            case RunCommand.Recover ignored -> Recovery.recover(run, now);
        };
    }

    private static RunDecision confirm(Run run, RunCommand.Confirm command, Instant now) {
        if (run.status() != RunStatus.NEEDS_CONFIRMATION) {
            return wrongState(run, "confirmed");
        }
        if (overdue(run, now)) {
            return RunDecision.refused(Refusal.WRONG_STATE, "the time to confirm this run is over");
        }
        String digest = run.plan().digest();
        if (command.planDigest().filter(shown -> !shown.equals(digest)).isPresent()) {
            return planChanged();
        }
        Run queued = run.moved(RunStatus.QUEUED, StatusText.QUEUED, now);
        Map<String, Object> details = Map.of(
                "by", command.by(),
                "reason", command.reason(),
                "plan_digest", digest,
                "plan_revision", run.plan().revision());
        return new Accepted(
                queued,
                List.of(
                        new NewEvent(
                                EventType.CONFIRMED,
                                RunStatus.QUEUED,
                                run.language().say("已确认", "Confirmed"),
                                details),
                        new NewEvent(
                                EventType.QUEUED, RunStatus.QUEUED, StatusText.QUEUED.in(run.language()), Map.of())));
    }

    private static RunDecision cancel(Run run, RunCommand.Cancel command, Instant now) {
        Map<String, Object> details = Map.of("by", command.by(), "reason", command.reason());
        return switch (run.status()) {
            case NEEDS_CONFIRMATION, QUEUED, BLOCKED -> Recovery.cancelled(run, details, now);
            case RUNNING ->
                accepted(
                        run.moved(RunStatus.CANCELLING, StatusText.CANCELLING, now),
                        EventType.CANCELLING,
                        StatusText.CANCELLING,
                        details);
            case CANCELLING, DONE, FAILED, CANCELLED, EXPIRED -> wrongState(run, "cancelled");
        };
    }

    private static RunDecision editPlan(Run run, RunCommand.EditPlan command, Instant now) {
        if (run.status() != RunStatus.NEEDS_CONFIRMATION) {
            return wrongState(run, "edited");
        }
        if (run.begun()) {
            return RunDecision.refused(Refusal.WRONG_STATE, "a plan of which a step was done cannot be edited");
        }
        if (command.planDigest()
                .filter(shown -> !shown.equals(run.plan().digest()))
                .isPresent()) {
            return planChanged();
        }
        Plan edited = new Plan(command.goal(), run.plan().revision() + 1, command.steps());
        Map<String, Object> details =
                Map.of("by", command.by(), "plan_revision", edited.revision(), "plan_digest", edited.digest());
        return accepted(
                run.with(edited).touched(now), EventType.PLAN_CHANGED, Wording.of("计划已修改", "Plan changed"), details);
    }

    private static RunDecision expire(Run run, Instant now) {
        if (run.status() != RunStatus.NEEDS_CONFIRMATION || !overdue(run, now)) {
            return wrongState(run, "expired");
        }
        Map<String, Object> details = run.begun() ? Recovery.account(run) : Map.of();
        return accepted(
                run.moved(RunStatus.EXPIRED, StatusText.EXPIRED, now), EventType.EXPIRED, StatusText.EXPIRED, details);
    }

    static boolean overdue(Run run, Instant now) {
        return run.head()
                .state()
                .times()
                .expires()
                .filter(end -> !now.isBefore(end))
                .isPresent();
    }

    private static RunDecision promote(Run run, RunCommand.Promote command, Instant now) {
        if (run.status() != RunStatus.QUEUED) {
            return wrongState(run, "started");
        }
        RunTimes times = run.head().state().times().startedAt(now);
        Run running = run.with(new RunState(
                RunStatus.RUNNING, StatusText.RUNNING.in(run.language()), "", command.executorKey(), times));
        return accepted(running, EventType.STARTED, StatusText.RUNNING, Map.of("executor", command.executorKey()));
    }

    private static RunDecision complete(Run run, RunCommand.Complete command, Instant now) {
        boolean unfinished =
                run.plan().nextStep().isPresent() || run.plan().runningStep().isPresent();
        if (run.status() != RunStatus.RUNNING || unfinished) {
            return wrongState(run, "completed");
        }
        Run done = run.moved(RunStatus.DONE, command.summary(), now).with(command.result());
        return accepted(done, EventType.DONE, command.summary(), Map.of());
    }

    static RunDecision accepted(Run run, EventType type, String summary, Map<String, Object> details) {
        return new Accepted(run, List.of(new NewEvent(type, run.status(), summary, details)));
    }

    static RunDecision accepted(Run run, EventType type, Wording text, Map<String, Object> details) {
        return accepted(run, type, text.in(run.language()), details);
    }

    static RunDecision wrongState(Run run, String verb) {
        return RunDecision.refused(
                Refusal.WRONG_STATE,
                "a run that is %s cannot be %s".formatted(run.status().key(), verb));
    }

    private static RunDecision planChanged() {
        return RunDecision.refused(Refusal.PLAN_CHANGED, "the plan was changed since it was shown");
    }
}
