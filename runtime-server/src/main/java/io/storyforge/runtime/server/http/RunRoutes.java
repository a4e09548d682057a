package io.storyforge.runtime.server.http;

import io.storyforge.runtime.execution.RunRequest;
import io.storyforge.runtime.execution.RunService;
import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.Plan;
import io.storyforge.runtime.run.PlanStep;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunBrief;
import io.storyforge.runtime.run.RunHead;
import io.storyforge.runtime.run.RunOrigin;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.spi.Limits;
import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.RunRecords.RunQuery;
import io.storyforge.runtime.store.RuntimeStore;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Creating and reading runs. */
final class RunRoutes {
    static final String BASE = "/v2/oneliner/runs";
    private static final int LATEST = 20;
    private static final List<String> SCOPES = List.of("single_platform", "multi_platform", "all_platforms");

    private final RuntimeStore store;
    private final RunService service;
    private final IdempotentWrites writes;
    private final PlanInput plans;

    RunRoutes(RuntimeStore store, RunService service, IdempotentWrites writes, PlanInput plans) {
        this.store = store;
        this.service = service;
        this.writes = writes;
        this.plans = plans;
    }

    List<Route> routes() {
        return List.of(
                Route.post(BASE, this::create),
                Route.get(BASE, this::list),
                Route.get(BASE + "/{id}", this::get),
                Route.get(BASE + "/{id}/events", this::events));
    }

    private Reply create(Exchange exchange) {
        Input input = exchange.input();
        Lane lane = new Lane(exchange.caller().userId(), input.text("project_id", Limits.KEY));
        Optional<String> session = input.optionalText("session_id", Limits.KEY);
        RunOrigin origin = new RunOrigin(
                "api",
                input.requiredText("source_screen", Limits.KEY),
                input.requiredText("source_action_key", Limits.KEY),
                "");
        RunBrief brief = new RunBrief(
                input.requiredText("title", Limits.TITLE),
                input.text("summary", Limits.TEXT),
                input.text("intent_key", Limits.KEY),
                input.text("platform", Limits.KEY),
                input.word("platform_scope", SCOPES));
        Input plan = input.child("plan_request");
        String goal = plan.optionalText("goal", Limits.TEXT).orElse(brief.title());
        List<PlanStep> steps = plans.steps(plan, "steps");
        input.check();
        RunRequest request = new RunRequest(lane, session, origin, brief, new Plan(goal, 1, steps));
        return writes.write(exchange, records -> {
            Projects.check(records, exchange.caller(), lane.projectId());
            return Creations.reply(200, service.create(records, request));
        });
    }

    private Reply list(Exchange exchange) {
        int limit = exchange.limit(LATEST);
        Optional<String> projectId = exchange.query("project_id");
        RunQuery query = new RunQuery(
                exchange.caller().userId(),
                projectId,
                exchange.query("status").map(RunRoutes::statuses).orElse(List.of()),
                exchange.query("screen").filter(screen -> !screen.isEmpty()),
                exchange.query("cursor").filter(cursor -> !cursor.isEmpty()).map(RunRoutes::cursor),
                limit + 1);
        return store.read(records -> {
            projectId.ifPresent(id -> Projects.check(records, exchange.caller(), id));
            List<RunHead> found = records.runs().list(query);
            return Reply.json(
                    200, Page.of(found, limit, RunRow::of, head -> head.key().id()));
        });
    }

    private Reply get(Exchange exchange) {
        return store.read(records -> {
            Run run = own(records, exchange);
            return Reply.json(200, view(records, run));
        });
    }

    private Reply events(Exchange exchange) {
        long after = exchange.number("after", 0, 0, Long.MAX_VALUE);
        int limit = exchange.limit(100);
        return store.read(records -> {
            Run run = own(records, exchange);
            return Reply.json(
                    200,
                    Page.of(
                            records.runs().events(run.id(), after, limit + 1),
                            limit,
                            EventView::of,
                            event -> Long.toString(event.place().seq())));
        });
    }

    private Run own(Records records, Exchange exchange) {
        return service.find(records, exchange.caller().userId(), exchange.path("id"))
                .orElseThrow(() -> Problem.notFound("run").asException());
    }

    static RunView view(Records records, Run run) {
        return RunView.of(run, run.status() == RunStatus.QUEUED ? records.runs().ahead(run) : 0);
    }

    private static List<RunStatus> statuses(String given) {
        return Arrays.stream(given.split(",", -1))
                .filter(word -> !word.isBlank())
                .map(word -> RunStatus.of(word.strip())
                        .orElseThrow(() -> Problem.badParameter("status", "'%s' is no run status".formatted(word))
                                .asException()))
                .toList();
    }

    private static String cursor(String given) {
        try {
            return UUID.fromString(given).toString();
        } catch (IllegalArgumentException ignored) { // told as a problem of the parameter
            throw Problem.badParameter("cursor", "cursor must be the next_cursor of an earlier page")
                    .asException();
        }
    }
}
