package io.storyforge.runtime.server.http;

import io.storyforge.runtime.execution.RunService;
import io.storyforge.runtime.execution.RunService.Outcome;
import io.storyforge.runtime.governance.PolicyGate.Violation;
import io.storyforge.runtime.run.PlanStep;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunCommand;
import io.storyforge.runtime.run.RunDecision;
import io.storyforge.runtime.run.RunDecision.Refusal;
import io.storyforge.runtime.server.http.Problem.FieldError;
import io.storyforge.runtime.server.identity.Caller;
import io.storyforge.runtime.server.json.StrictJson;
import io.storyforge.runtime.spi.Limits;
import io.storyforge.runtime.store.Records;
import java.util.List;
import java.util.Optional;

/** What a person decides about a run. A refusal carries the run as it is, so that a stale page can mend itself. */
final class DecisionRoutes {
    private final RunService service;
    private final IdempotentWrites writes;
    private final PlanInput plans;

    DecisionRoutes(RunService service, IdempotentWrites writes, PlanInput plans) {
        this.service = service;
        this.writes = writes;
        this.plans = plans;
    }

    List<Route> routes() {
        String run = RunRoutes.BASE + "/{id}";
        return List.of(
                Route.post(run + "/confirm", this::confirm),
                Route.post(run + "/cancel", this::cancel),
                Route.post(run + "/answer", this::answer),
                Route.post(run + "/retry", this::retry),
                Route.put(run + "/plan", this::editPlan));
    }

    private Reply confirm(Exchange exchange) {
        Input input = exchange.input();
        String reason = input.text("reason", Limits.REASON);
        Optional<String> digest = input.optionalText("plan_digest", Limits.KEY);
        input.check();
        return decide(exchange, new RunCommand.Confirm(exchange.caller().userId(), reason, digest));
    }

    private Reply cancel(Exchange exchange) {
        Input input = exchange.input();
        String reason = input.text("reason", Limits.REASON);
        input.check();
        return decide(exchange, new RunCommand.Cancel(exchange.caller().userId(), reason));
    }

    private Reply answer(Exchange exchange) {
        Input input = exchange.input();
        var answer = input.object("answer");
        input.check();
        return decide(exchange, new RunCommand.Answer(exchange.caller().userId(), answer));
    }

    private Reply editPlan(Exchange exchange) {
        Input input = exchange.input();
        String goal = input.requiredText("goal", Limits.TEXT);
        Optional<String> digest = input.optionalText("plan_digest", Limits.KEY);
        List<PlanStep> steps = plans.steps(input, "steps");
        if (steps.isEmpty()) {
            input.report("steps", "required", "a plan needs at least one step");
        }
        input.check();
        return decide(exchange, new RunCommand.EditPlan(exchange.caller().userId(), goal, steps, digest));
    }

    private Reply retry(Exchange exchange) {
        exchange.input().check();
        String userId = exchange.caller().userId();
        return writes.write(exchange, records -> {
            Run run = service.find(records, userId, exchange.path("id"))
                    .orElseThrow(() -> Problem.notFound("run").asException());
            return service.retry(records, userId, run)
                    .map(creation -> Creations.reply(201, creation))
                    .orElseThrow(() -> conflict(
                            records,
                            run,
                            "wrong-state",
                            "a run that is %s cannot be retried"
                                    .formatted(run.status().key())));
        });
    }

    private Reply decide(Exchange exchange, RunCommand command) {
        Caller caller = exchange.caller();
        return writes.write(
                exchange,
                records -> reply(
                        records,
                        service.command(records, caller.userId(), caller.user().role(), exchange.path("id"), command)));
    }

    private static Reply reply(Records records, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Applied(Run run) -> Reply.json(200, RunRoutes.view(records, run));
            case Outcome.Refused(RunDecision.Refused refusal, Run run) -> throw refused(records, refusal, run);
            case Outcome.Denied(List<Violation> violations) -> throw Creations.denied(violations);
            case Outcome.Absent ignored -> throw Problem.notFound("run").asException();
        };
    }

    private static ProblemException refused(Records records, RunDecision.Refused refusal, Run run) {
        if (refusal.reason() == Refusal.INVALID_ANSWER) {
            return Problem.validation(refusal.problems().stream()
                            .map(problem ->
                                    new FieldError("/answer/" + problem.field(), problem.code(), problem.message()))
                            .toList())
                    .asException();
        }
        String code = refusal.reason() == Refusal.PLAN_CHANGED ? "plan-changed" : "wrong-state";
        return conflict(records, run, code, refusal.message());
    }

    private static ProblemException conflict(Records records, Run run, String code, String detail) {
        return Problem.of(409, code, "The run cannot do that now", detail)
                .with("run", StrictJson.object(Json.write(RunRoutes.view(records, run))))
                .with("allowed_actions", run.status().allowedActions())
                .asException();
    }
}
