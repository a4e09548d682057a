package io.storyforge.runtime.server.http;

import io.storyforge.runtime.execution.RunRequest;
import io.storyforge.runtime.project.Project;
import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.Plan;
import io.storyforge.runtime.run.PlanStep;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunBrief;
import io.storyforge.runtime.run.RunHead;
import io.storyforge.runtime.run.RunOrigin;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.server.identity.Caller;
import io.storyforge.runtime.spi.Limits;
import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.RunRecords.RunFilter;
import io.storyforge.runtime.store.RunRecords.RunQuery;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Creating and reading runs. */
final class RunRoutes {
    static final String BASE = "/v2/oneliner/runs";
    private static final int LATEST = 20;
    private static final List<String> WHOSE = List.of("mine", "approvals", "all");
    private static final List<String> SCOPES = List.of("single_platform", "multi_platform", "all_platforms");

    private final Backend backend;
    private final PlanInput plans;

    RunRoutes(Backend backend, PlanInput plans) {
        this.backend = backend;
        this.plans = plans;
    }

    List<Route> routes() {
        return List.of(
                Route.post(BASE, this::create),
                Route.get(BASE, this::list),
                Route.get(BASE + "/{id}", this::get),
                Route.get(BASE + "/{id}/events", this::events),
                Route.get(BASE + "/{id}/outputs", this::outputs));
    }

    private Reply create(Exchange exchange) {
        Input input = exchange.input();
        Lane lane = new Lane(exchange.caller().userId(), input.text("project_id", Limits.KEY));
        Optional<String> session = input.optionalText("session_id", Limits.KEY);
        RunOrigin origin = new RunOrigin(
                "api",
                input.requiredText("source_screen", Limits.KEY),
                input.requiredText("source_action_key", Limits.KEY),
                "",
                exchange.language());
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
        return backend.writes().write(exchange, records -> {
            Projects.check(records, exchange.caller(), lane.projectId());
            return Creations.reply(
                    backend, records, exchange, 200, backend.service().create(records, request));
        });
    }

    private Reply list(Exchange exchange) {
        int limit = exchange.limit(LATEST);
        Optional<String> projectId = exchange.query("project_id");
        String whose = exchange.query("whose").filter(word -> !word.isEmpty()).orElse("mine");
        if (!WHOSE.contains(whose)) {
            throw Problem.badParameter("whose", "whose must be one of " + String.join(", ", WHOSE))
                    .asException();
        }
        RunQuery query = new RunQuery(
                exchange.caller().userId(),
                projectId,
                filter(exchange),
                exchange.query("cursor").filter(cursor -> !cursor.isEmpty()).map(RunRoutes::cursor),
                limit + 1);
        return backend.store().read(records -> {
            projectId.ifPresent(id -> Projects.check(records, exchange.caller(), id));
            List<RunHead> found = listed(records, exchange, whose, query);
            return Reply.json(
                    200,
                    Page.of(
                            found,
                            limit,
                            RunViews.rows(records, found),
                            head -> head.key().id()));
        });
    }

    private List<RunHead> listed(Records records, Exchange exchange, String whose, RunQuery query) {
        if (whose.equals("mine")) {
            return records.runs().list(query);
        }
        List<String> projects = query.projectId().map(List::of).orElseGet(() -> projects(records, exchange.caller()));
        return whose.equals("approvals")
                ? backend.service().approvals(records, exchange.actor(), projects, query)
                : backend.service().all(records, exchange.actor(), projects, query);
    }

    private static List<String> projects(Records records, Caller caller) {
        List<Project> visible =
                caller.admin() ? records.projects().all() : records.projects().ofMember(caller.userId());
        return Stream.concat(Stream.of(""), visible.stream().map(Project::id)).toList();
    }

    private static RunFilter filter(Exchange exchange) {
        return new RunFilter(
                exchange.query("status").map(RunRoutes::statuses).orElse(List.of()),
                exchange.query("screen").filter(word -> !word.isEmpty()),
                exchange.query("action").filter(word -> !word.isEmpty()),
                exchange.query("platform").filter(word -> !word.isEmpty()));
    }

    private Reply get(Exchange exchange) {
        return backend.store()
                .read(records ->
                        Reply.json(200, RunViews.full(backend, records, exchange, visible(records, exchange))));
    }

    private Reply events(Exchange exchange) {
        long after = exchange.number("after", 0, 0, Long.MAX_VALUE);
        int limit = exchange.limit(100);
        return backend.store().read(records -> {
            Run run = visible(records, exchange);
            Names names = new Names(records);
            return Reply.json(
                    200,
                    Page.of(
                            records.runs().events(run.id(), after, limit + 1),
                            limit,
                            event -> EventView.of(event, names),
                            event -> Long.toString(event.place().seq())));
        });
    }

    private Reply outputs(Exchange exchange) {
        return backend.store().read(records -> {
            Run run = visible(records, exchange);
            return Reply.json(
                    200,
                    Page.whole(records.runs().outputs(run.id()).stream()
                            .map(output -> OutputView.of(run.plan(), output))
                            .toList()));
        });
    }

    private Run visible(Records records, Exchange exchange) {
        return backend.service()
                .visible(records, exchange.actor(), exchange.path("id"))
                .orElseThrow(() -> Problem.notFound("run").asException());
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
