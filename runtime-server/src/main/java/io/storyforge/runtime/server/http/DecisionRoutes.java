package io.storyforge.runtime.server.http;

import io.storyforge.runtime.execution.RunService.Outcome;
import io.storyforge.runtime.governance.PolicyGate.Violation;
import io.storyforge.runtime.run.PlanStep;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunCommand;
import io.storyforge.runtime.run.RunDecision;
import io.storyforge.runtime.server.http.Problem.FieldError;
import io.storyforge.runtime.server.json.StrictJson;
import io.storyforge.runtime.spi.Limits;
import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.trace.ConfirmingSpans;
import io.storyforge.runtime.trace.Link;
import java.util.List;
import java.util.Optional;

/** What a person decides about a run. A refusal carries the run as it is, so that a stale page can mend itself. */
final class DecisionRoutes {
    private final Backend backend;
    private final PlanInput plans;
    private final ConfirmingSpans confirming;

    DecisionRoutes(Backend backend, PlanInput plans, ConfirmingSpans confirming) {
        this.confirming = confirming;
        this.backend = backend;
        this.plans = plans;
    }

    List<Route> routes() {
        String run = RunRoutes.BASE + "/{id}";
        return List.of(
                Route.post(run + "/confirm", this::confirm),
                Route.post(run + "/cancel", this::cancel),
                Route.post(run + "/extend", this::extend),
                Route.post(run + "/answer", this::answer),
                Route.post(run + "/retry", this::retry),
                Route.put(run + "/plan", this::editPlan));
    }

    private Reply confirm(Exchange exchange) {
        Input input = exchange.input();
        String reason = input.text("reason", Limits.REASON);
        Optional<String> digest = input.optionalText("plan_digest", Limits.KEY);
        Optional<String> policy = input.optionalText("policy_digest", Limits.KEY);
        input.check();
        RunCommand confirm = new RunCommand.Confirm(exchange.caller().userId(), reason, digest, policy);
        // The work is done on the store's thread, where no span is open.
        return decide(exchange, confirm, confirming.here());
    }

    private Reply cancel(Exchange exchange) {
        Input input = exchange.input();
        String reason = input.text("reason", Limits.REASON);
        input.check();
        return decide(exchange, new RunCommand.Cancel(exchange.caller().userId(), reason));
    }

    private Reply extend(Exchange exchange) {
        exchange.input().check();
        return backend.writes()
                .write(
                        exchange,
                        records -> reply(
                                records,
                                exchange,
                                backend.service().extend(records, exchange.actor(), exchange.path("id"))));
    }

    private Reply answer(Exchange exchange) {
        Input input = exchange.input();
        var answer = input.object("answer");
        Optional<String> question = input.optionalText("question_id", Limits.KEY);
        input.check();
        return decide(exchange, new RunCommand.Answer(exchange.caller().userId(), answer, question));
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
        return backend.writes().write(exchange, records -> {
            Run run = backend.service()
                    .find(records, userId, exchange.path("id"))
                    .orElseThrow(() -> Problem.notFound("run").asException());
            return backend.service()
                    .retry(records, userId, run)
                    .map(creation -> Creations.reply(backend, records, exchange, 201, creation))
                    .orElseThrow(() -> conflict(
                            exchange,
                            records,
                            run,
                            refusal(
                                    "wrong-state",
                                    "a run that is %s cannot be retried"
                                            .formatted(run.status().key()))));
        });
    }

    private Reply decide(Exchange exchange, RunCommand command) {
        return decide(exchange, command, Link.NONE);
    }

    private Reply decide(Exchange exchange, RunCommand command, Link confirmation) {
        return backend.writes().write(exchange, records -> {
            Outcome outcome = backend.service().command(records, exchange.actor(), exchange.path("id"), command);
            if (outcome instanceof Outcome.Applied(Run run)) {
                confirming.confirmed(run.id(), confirmation);
            }
            return reply(records, exchange, outcome);
        });
    }

    private Reply reply(Records records, Exchange exchange, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Applied(Run run) -> Reply.json(200, RunViews.full(backend, records, exchange, run));
            case Outcome.Refused(RunDecision.Refused refusal, Run run) ->
                throw refused(records, exchange, refusal, run);
            case Outcome.Denied(List<Violation> violations) -> throw Creations.denied(violations);
            case Outcome.Absent ignored -> throw Problem.notFound("run").asException();
        };
    }

    private ProblemException refused(Records records, Exchange exchange, RunDecision.Refused refusal, Run run) {
        return switch (refusal.reason()) {
            case INVALID_ANSWER ->
                Problem.validation(refusal.problems().stream()
                                .map(problem ->
                                        new FieldError("/answer/" + problem.field(), problem.code(), problem.message()))
                                .toList())
                        .asException();
            case PLAN_CHANGED -> conflict(exchange, records, run, refusal("plan-changed", refusal.message()));
            case POLICY_CHANGED -> conflict(exchange, records, run, refusal("policy-changed", refusal.message()));
            case QUESTION_CHANGED -> conflict(exchange, records, run, refusal("question-changed", refusal.message()));
            case WRONG_STATE -> conflict(exchange, records, run, refusal("wrong-state", refusal.message()));
        };
    }

    private static Problem refusal(String code, String detail) {
        return Problem.of(409, code, "The run cannot do that now", detail);
    }

    private ProblemException conflict(Exchange exchange, Records records, Run run, Problem problem) {
        RunView view = RunViews.full(backend, records, exchange, run);
        return problem.with("run", StrictJson.object(Json.write(view)))
                .with("allowed_actions", view.allowedActions())
                .asException();
    }
}
