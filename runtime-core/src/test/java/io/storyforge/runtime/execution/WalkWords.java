package io.storyforge.runtime.execution;

import io.storyforge.runtime.run.Plan;
import io.storyforge.runtime.run.PlanStep;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunBrief;
import io.storyforge.runtime.run.RunCommand;
import io.storyforge.runtime.run.RunOrigin;
import io.storyforge.runtime.run.Waiting;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The requests and commands that a walk makes up, fitting and not. */
final class WalkWords {
    private final WalkWorld world;

    WalkWords(WalkWorld world) {
        this.world = world;
    }

    RunRequest request() {
        Optional<String> session = world.chance(5) ? Optional.of("no such session") : Optional.empty();
        RunBrief brief = new RunBrief(
                "运行 " + world.random.nextInt(1_000),
                "",
                world.chance(5) ? "delete_account" : "track_account",
                "douyin",
                "single_platform");
        RunOrigin origin = new RunOrigin("handoff", "dashboard", "changes", "", Language.CHINESE);
        return new RunRequest(world.any(world.lanes()), session, origin, brief, new Plan("目标", 1, steps()));
    }

    List<PlanStep> steps() {
        List<PlanStep> steps = new ArrayList<>();
        int count = 1 + world.random.nextInt(4);
        for (int i = 1; i <= count; i++) {
            Effect effect = world.any(List.of(Effect.READ_ONLY, Effect.REVERSIBLE, Effect.IRREVERSIBLE));
            String tool = world.chance(20) ? "" : "tool-" + i;
            steps.add(PlanStep.planned("s" + i, "步骤 " + i, tool, Map.of("n", i), effect, ""));
        }
        return steps;
    }

    /** What a person may say to a run. */
    RunCommand ofPerson(String by, Run run) {
        return switch (world.random.nextInt(10)) {
            case 0, 1, 2, 3, 4 -> new RunCommand.Confirm(by, "", digest(run));
            case 5 -> new RunCommand.Cancel(by, "不需要了");
            case 6, 7, 8 -> new RunCommand.Answer(by, world.chance(80) ? answer(run) : Map.of("decision", "maybe"));
            default -> new RunCommand.EditPlan(by, "新目标 " + world.random.nextInt(100), steps(), digest(run));
        };
    }

    private Optional<String> digest(Run run) {
        return switch (world.random.nextInt(10)) {
            case 0 -> Optional.of("0".repeat(64));
            case 1, 2, 3, 4 -> Optional.of(run.plan().digest());
            default -> Optional.empty();
        };
    }

    /** An answer that fits the run's question. */
    Map<String, Object> answer(Run run) {
        Map<String, Object> answer = new HashMap<>();
        run.waiting()
                .ifPresent(waiting -> waiting.question()
                        .fields()
                        .forEach(field -> answer.put(
                                field.name(),
                                switch (field.type()) {
                                    case "choice" ->
                                        world.any(List.copyOf(field.choices().keySet()));
                                    case "number" -> world.random.nextInt(100);
                                    case "date" -> "2026-11-23";
                                    default -> "说明";
                                })));
        return answer;
    }

    /** What an executor would say next. */
    RunCommand fitting(Run run) {
        int running = run.plan().runningStep().orElse(-1);
        if (running >= 0) {
            return switch (world.random.nextInt(10)) {
                case 0, 1 -> new RunCommand.ReportProgress(running, "已检查 %d 个".formatted(world.random.nextInt(30)));
                case 2 -> new RunCommand.FailStep(running, "没有数据");
                case 3, 4 -> new RunCommand.AskPerson(Waiting.Reason.TOOL, running, question());
                default -> new RunCommand.FinishStep(running, "完成");
            };
        }
        if (run.plan().nextStep().isPresent()) {
            return new RunCommand.StartStep(run.plan().nextStep().getAsInt());
        }
        return new RunCommand.Complete(Map.of("summary", "完成"), "完成");
    }

    /** What no good executor would say. */
    RunCommand stray() {
        int index = world.random.nextInt(6) - 1;
        return switch (world.random.nextInt(9)) {
            case 0 -> new RunCommand.StartStep(index);
            case 1 -> new RunCommand.ReportProgress(index, "?");
            case 2 -> new RunCommand.FinishStep(index, "?");
            case 3 -> new RunCommand.FailStep(index, "?");
            case 4 -> new RunCommand.AskPerson(Waiting.Reason.PERSON_STEP, index, question());
            case 5 -> new RunCommand.Complete(Map.of(), "?");
            case 6 -> new RunCommand.Recover();
            case 7 -> new RunCommand.EndCancel();
            default -> new RunCommand.AcknowledgeCancel();
        };
    }

    Map<String, Object> rules() {
        Map<String, Object> rules = new HashMap<>();
        rules.put("denied_intents", List.of("delete_account"));
        rules.put("halt", world.chance(20));
        rules.put("require_plan_digest", world.chance(20));
        rules.put("max_queued", 4);
        if (world.chance(50)) {
            rules.put("confirm_within", "PT30M");
        }
        if (world.chance(60)) {
            rules.put("on_policy_change", world.any(List.of("continue", "reconfirm", "block")));
        }
        return rules;
    }

    private Question question() {
        return Question.ask("多少？")
                .number("count", "数量", true)
                .date("day", "日期", false)
                .text("note", "说明", true)
                .build();
    }
}
