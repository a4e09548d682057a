package io.storyforge.runtime.run;

import io.storyforge.runtime.spi.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** How runs end early and come back: honest about the step that was being done. */
final class Recovery {
    private static final Wording STOPPED = Wording.of("取消时未完成", "Not finished when it was cancelled");
    private static final Wording UNACKNOWLEDGED = Wording.of(
            "取消后步骤没有停止，无法确认是否生效", "Did not stop after the cancellation; it is not known whether it took effect");
    private static final Wording UNKNOWN = Wording.of(
            "服务中断时正在执行，无法确认是否生效", "Under way when the service was interrupted; it is not known whether it took effect");

    private Recovery() {}

    static RunDecision acknowledgeCancel(Run run, Instant now) {
        if (run.status() != RunStatus.CANCELLING) {
            return RunMachine.wrongState(run, "cancelled");
        }
        return cancelled(endRunningStep(run, STOPPED, now), Map.of(), now);
    }

    /** The executor did not stop in time: the run ends, and says that what it was doing may still take effect. */
    static RunDecision endCancel(Run run, Instant now) {
        if (run.status() != RunStatus.CANCELLING) {
            return RunMachine.wrongState(run, "cancelled");
        }
        Wording detail = changing(run) ? UNACKNOWLEDGED : STOPPED;
        return cancelled(endRunningStep(run, detail, now), Map.of("unacknowledged", true), now);
    }

    static RunDecision cancelled(Run run, Map<String, Object> details, Instant now) {
        Run cancelled = run.waitingFor(Optional.empty()).moved(RunStatus.CANCELLED, StatusText.CANCELLED, now);
        Map<String, Object> all = new LinkedHashMap<>(details);
        all.putAll(account(cancelled));
        return RunMachine.accepted(cancelled, EventType.CANCELLED, StatusText.CANCELLED, all);
    }

    /** The server came back: a read-only step is done again, one with effects asks, a cancel is carried out. */
    static RunDecision recover(Run run, Instant now) {
        OptionalInt running = run.plan().runningStep();
        if (run.status() == RunStatus.CANCELLING) {
            Wording detail = changing(run) ? UNKNOWN : STOPPED;
            return cancelled(endRunningStep(run, detail, now), Map.of("recovered", true), now);
        }
        if (run.status() != RunStatus.RUNNING) {
            return RunMachine.wrongState(run, "recovered");
        }
        if (running.isEmpty()) {
            return RunMachine.accepted(
                    run.touched(now),
                    EventType.RECOVERED,
                    Wording.of("服务恢复，继续执行", "The service is back; going on"),
                    Map.of());
        }
        int index = running.getAsInt();
        PlanStep step = Steps.step(run, index);
        if (step.effect().changesSomething()) {
            Waiting waiting =
                    new Waiting(Waiting.Reason.INTERRUPTED, index, Answers.interruptedStep(step, run.language()));
            return Steps.blocked(run, waiting, EventType.BLOCKED, now);
        }
        Map<String, Object> answer = step.progress().answer();
        Run again =
                run.with(run.plan().with(index, step.progress().again(answer))).touched(now);
        return RunMachine.accepted(
                again,
                EventType.RECOVERED,
                Wording.of("服务恢复，重新执行被中断的步骤", "The service is back; doing the interrupted step again"),
                Steps.details(again, index, ""));
    }

    /** What was done and what was not, by step title. */
    static Map<String, Object> account(Run run) {
        List<Object> done = new ArrayList<>();
        List<Object> notDone = new ArrayList<>();
        for (PlanStep step : run.plan().steps()) {
            (step.status() == StepStatus.DONE ? done : notDone).add(step.title());
        }
        return Map.of("done_steps", done, "not_done_steps", notDone);
    }

    private static boolean changing(Run run) {
        OptionalInt running = run.plan().runningStep();
        return running.isPresent()
                && Steps.step(run, running.getAsInt()).effect().changesSomething();
    }

    private static Run endRunningStep(Run run, Wording detail, Instant now) {
        OptionalInt running = run.plan().runningStep();
        if (running.isEmpty()) {
            return run;
        }
        int index = running.getAsInt();
        StepProgress ended =
                Steps.step(run, index).progress().ended(StepStatus.SKIPPED, detail.in(run.language()), now);
        return run.with(run.plan().with(index, ended));
    }
}
