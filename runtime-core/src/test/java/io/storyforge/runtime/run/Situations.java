package io.storyforge.runtime.run;

import io.storyforge.runtime.governance.GovernanceSnapshot;
import io.storyforge.runtime.spi.Question;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run in every situation that the state machine tells apart. */
final class Situations {
    static final RunCommand CONFIRM = new RunCommand.Confirm("user-1", "看过了", Optional.empty());
    static final RunCommand CANCEL = new RunCommand.Cancel("user-1", "不需要了");
    static final RunCommand PROMOTE = new RunCommand.Promote("tools");
    static final RunCommand START = new RunCommand.StartStep(0);
    static final RunCommand FINISH = new RunCommand.FinishStep(0, "读取了 30 个账号");
    static final RunCommand FAIL = new RunCommand.FailStep(0, "没有数据");
    static final Question QUESTION =
            Question.ask("多少个？").number("count", "数量", true).build();
    static final RunCommand ASK = new RunCommand.AskPerson(Waiting.Reason.TOOL, 0, QUESTION);
    static final RunCommand COMPLETE = new RunCommand.Complete(Map.of("summary", "完成"), "完成");

    static final GovernanceSnapshot NEW_POLICY =
            new GovernanceSnapshot("project-1", "douyin", Map.of("max_steps", 9), List.of(), Map.of());
    static final RunCommand RENEW =
            new RunCommand.RenewSnapshot(NEW_POLICY, List.of("max_steps"), Optional.of(SampleRuns.EXPIRES));

    private Situations() {}

    static Run unconfirmed() {
        return SampleRuns.unconfirmed(SampleRuns.plan());
    }

    static Run queued() {
        return after(unconfirmed(), CONFIRM);
    }

    static Run running() {
        return after(queued(), PROMOTE);
    }

    static Run inStep() {
        return after(running(), START);
    }

    /** A run whose step with effects is being done. */
    static Run inStepWithEffects() {
        return after(inStep(), FINISH, new RunCommand.StartStep(1));
    }

    static Run stepsDone() {
        return after(
                inStepWithEffects(),
                new RunCommand.FinishStep(1, "写入"),
                new RunCommand.StartStep(2),
                new RunCommand.FinishStep(2, "检查"));
    }

    static Run blocked() {
        return after(inStep(), ASK);
    }

    static Run after(Run run, RunCommand... commands) {
        Run current = run;
        for (RunCommand command : commands) {
            current = SampleRuns.accept(current, command, SampleRuns.NOW).run();
        }
        return current;
    }

    /** Every situation by name, with the names of the commands that it accepts. */
    static Map<String, Situation> all() {
        Map<String, Situation> all = new LinkedHashMap<>();
        all.put(
                "unconfirmed",
                new Situation(
                        unconfirmed(), List.of("Confirm", "Cancel", "EditPlan", "Expire", "Extend", "RenewSnapshot")));
        all.put("queued", new Situation(queued(), List.of("Cancel", "Promote", "RenewSnapshot", "StopForPolicy")));
        all.put(
                "running",
                new Situation(running(), List.of("Cancel", "StartStep", "Recover", "RenewSnapshot", "StopForPolicy")));
        all.put(
                "in a step",
                new Situation(
                        inStep(),
                        List.of("Cancel", "ReportProgress", "FinishStep", "FailStep", "AskPerson", "Recover")));
        all.put(
                "all steps done",
                new Situation(stepsDone(), List.of("Cancel", "Complete", "Recover", "RenewSnapshot", "StopForPolicy")));
        all.put("blocked", new Situation(blocked(), List.of("Cancel", "Answer")));
        all.put(
                "cancelling",
                new Situation(after(running(), CANCEL), List.of("AcknowledgeCancel", "EndCancel", "Recover")));
        all.put(
                "cancelling in a step",
                new Situation(
                        after(inStep(), CANCEL),
                        List.of(
                                "ReportProgress",
                                "FinishStep",
                                "FailStep",
                                "AcknowledgeCancel",
                                "EndCancel",
                                "Recover")));
        all.put(
                "sent back to be confirmed",
                new Situation(
                        after(running(), RENEW),
                        List.of("Confirm", "Cancel", "EditPlan", "Expire", "Extend", "RenewSnapshot")));
        all.put(
                "sent back to be confirmed after a step",
                new Situation(
                        after(inStep(), FINISH, RENEW),
                        List.of("Confirm", "Cancel", "Expire", "Extend", "RenewSnapshot")));
        all.put("done", new Situation(after(stepsDone(), COMPLETE), List.of()));
        all.put("failed", new Situation(after(inStep(), FAIL), List.of()));
        all.put("cancelled", new Situation(after(queued(), CANCEL), List.of()));
        Run expired = SampleRuns.accept(unconfirmed(), new RunCommand.Expire(), SampleRuns.EXPIRES)
                .run();
        all.put("expired", new Situation(expired, List.of()));
        return all;
    }

    /** Each command once. */
    static List<RunCommand> commands() {
        return List.of(
                CONFIRM,
                CANCEL,
                new RunCommand.Answer("user-1", Map.of("count", 3)),
                new RunCommand.EditPlan("user-1", "别的目标", List.of(), Optional.empty()),
                new RunCommand.Expire(),
                new RunCommand.Extend("user-1", Optional.of(SampleRuns.EXPIRES.plusSeconds(60))),
                RENEW,
                new RunCommand.StopForPolicy(List.of("max_steps")),
                PROMOTE,
                START,
                new RunCommand.ReportProgress(0, "18 / 30"),
                FINISH,
                FAIL,
                ASK,
                COMPLETE,
                new RunCommand.AcknowledgeCancel(),
                new RunCommand.EndCancel(),
                new RunCommand.Recover());
    }

    record Situation(Run run, List<String> accepts) {}
}
