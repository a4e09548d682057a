package io.storyforge.runtime.server.http;

import io.storyforge.runtime.execution.RunRequest;
import io.storyforge.runtime.governance.GovernanceSnapshot;
import io.storyforge.runtime.plugin.Handoffs;
import io.storyforge.runtime.plugin.Handoffs.Answer;
import io.storyforge.runtime.plugin.PluginArtifact;
import io.storyforge.runtime.plugin.PluginRegistry;
import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.Plan;
import io.storyforge.runtime.run.RunBrief;
import io.storyforge.runtime.run.RunOrigin;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.spi.Limits;
import io.storyforge.runtime.spi.RunDraft;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Pressed actions: which there are, and what becomes of one. */
final class HandoffRoutes {
    private final Backend backend;
    private final PluginRegistry plugins;
    private final Handoffs handoffs;
    private final PlanInput plans;
    // Texts are read once; a plugin that is swapped in has other files.
    private final Map<List<String>, ScreenNames> names = new ConcurrentHashMap<>();

    HandoffRoutes(Backend backend, PluginRegistry plugins, Handoffs handoffs) {
        this.backend = backend;
        this.plugins = plugins;
        this.handoffs = handoffs;
        this.plans = new PlanInput(plugins);
    }

    List<Route> routes() {
        return List.of(
                Route.get("/v2/oneliner/handoff-sources", this::sources),
                Route.post("/v2/oneliner/handoffs", this::press));
    }

    private Reply sources(Exchange exchange) {
        return Reply.json(
                200,
                Page.whole(plugins.active().stream()
                        .map(plugin -> SourceView.of(plugin, names(plugin.artifact())))
                        .toList()));
    }

    private ScreenNames names(PluginArtifact artifact) {
        return names.computeIfAbsent(
                List.of(artifact.id(), artifact.manifest().name(), artifact.ui().hash()),
                key -> ScreenNames.of(artifact));
    }

    private Reply press(Exchange exchange) {
        Input input = exchange.input();
        Lane lane = new Lane(exchange.caller().userId(), input.text("project_id", Limits.KEY));
        Optional<String> session = input.optionalText("session_id", Limits.KEY);
        String screen = input.requiredText("source_screen", Limits.KEY);
        String action = input.requiredText("source_action_key", Limits.KEY);
        String platform = input.text("platform", Limits.KEY);
        Map<String, String> fields = input.texts("fields", Limits.TEXT);
        input.check();
        return backend.writes().prepared(exchange, () -> {
            GovernanceSnapshot governance = backend.store().read(records -> {
                Projects.check(records, exchange.caller(), lane.projectId());
                return backend.service().snapshot(records, lane, platform);
            });
            Language language = exchange.language();
            Answer answer = handoffs.press(
                    new Handoffs.Press(screen, action, lane.projectId(), platform, fields, language, governance));
            RunDraft draft = drafted(answer, screen, action);
            RunRequest request =
                    request(lane, session, new RunOrigin("handoff", screen, action, "", language), draft, platform);
            return records -> {
                Projects.check(records, exchange.caller(), lane.projectId());
                return Creations.reply(
                        backend, records, exchange, 201, backend.service().create(records, request));
            };
        });
    }

    private RunRequest request(
            Lane lane, Optional<String> session, RunOrigin origin, RunDraft draft, String pagePlatform) {
        RunBrief brief = new RunBrief(
                draft.title(),
                draft.summary(),
                draft.intentKey(),
                draft.platform().isEmpty() ? pagePlatform : draft.platform(),
                draft.platformScope());
        return new RunRequest(lane, session, origin, brief, new Plan(draft.goal(), 1, plans.steps(draft)));
    }

    private static RunDraft drafted(Answer answer, String screen, String action) {
        return switch (answer) {
            case Answer.Drafted drafted -> drafted.draft();
            case Answer.Declined(String reason) ->
                throw Problem.of(422, "declined", "The action was declined", reason)
                        .asException();
            case Answer.NoSource(Map<String, Set<String>> known) -> throw noSource(screen, action, known);
            case Answer.PluginFailed(String id) ->
                throw Problem.of(502, "plugin-failed", "The plugin failed", "plugin '%s' failed".formatted(id))
                        .asException();
            case Answer.PluginTimedOut(String id) ->
                throw Problem.of(
                                504,
                                "plugin-timeout",
                                "The plugin is too slow",
                                "plugin '%s' did not answer in time".formatted(id))
                        .asException();
            case Answer.PluginBusy(String id) ->
                throw Problem.of(503, "plugin-busy", "The plugin is busy", "plugin '%s' is busy".formatted(id))
                        .withHeader("Retry-After", "1")
                        .asException();
            case Answer.PluginQuarantined(String id, Duration patience) ->
                throw Problem.of(
                                503,
                                "plugin-quarantined",
                                "The plugin is paused",
                                "plugin '%s' failed several times in a row and is tried again later".formatted(id))
                        .withHeader("Retry-After", Long.toString(Math.max(1, patience.toSeconds() + 1)))
                        .asException();
        };
    }

    private static ProblemException noSource(String screen, String action, Map<String, Set<String>> known) {
        return Problem.of(
                        404,
                        "no-source",
                        "No such action",
                        "no active plugin serves action '%s' of screen '%s'".formatted(action, screen))
                .with(
                        "known",
                        known.entrySet().stream()
                                .flatMap(entry -> entry.getValue().stream().map(key -> entry.getKey() + "/" + key))
                                .toList())
                .asException();
    }
}
