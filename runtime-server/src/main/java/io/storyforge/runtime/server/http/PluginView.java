package io.storyforge.runtime.server.http;

import io.storyforge.runtime.plugin.Plugin;
import io.storyforge.runtime.plugin.PluginArtifact;
import io.storyforge.runtime.plugin.PluginCalls;
import io.storyforge.runtime.plugin.PluginGuard;
import io.storyforge.runtime.plugin.PluginProblem;
import io.storyforge.runtime.plugin.PluginRegistry.Entry;
import io.storyforge.runtime.plugin.PluginStatus;
import io.storyforge.runtime.plugin.PluginUi;
import io.storyforge.runtime.server.json.Times;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plugin as JSON. Values of settings are in none of its forms. */
final class PluginView {
    private PluginView() {}

    /** Who looks. */
    enum Detail {
        /** Somebody who uses it. */
        MEMBER,
        /** Somebody who keeps it running. */
        OPERATOR,
        /** The same, looking at this one. */
        OPERATOR_WITH_CAUSES
    }

    static Map<String, Object> of(Entry entry, Detail detail) {
        PluginArtifact artifact = entry.artifact();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", entry.id());
        json.put("name", artifact.manifest().name());
        json.put("status", entry.status().key());
        json.put(
                "screen",
                entry.plugin().map(plugin -> plugin.descriptor().screen()).orElse(""));
        json.put("actions", entry.plugin().map(PluginView::actions).orElse(List.of()));
        if (entry.plugin().isPresent() && artifact.ui().hasModule()) {
            json.put("ui", ui(entry.id(), artifact.ui()));
        }
        if (detail != Detail.MEMBER) {
            operator(json, entry, detail == Detail.OPERATOR_WITH_CAUSES);
        }
        return json;
    }

    private static Map<String, Object> ui(String id, PluginUi ui) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("module", "/plugins/%s/ui/%s/%s".formatted(id, ui.hash(), PluginUi.MODULE));
        ui.api().ifPresent(version -> json.put("api", version));
        return json;
    }

    private static void operator(Map<String, Object> json, Entry entry, boolean causes) {
        PluginArtifact artifact = entry.artifact();
        json.put("version", artifact.manifest().version());
        json.put("api", artifact.manifest().apiVersion());
        json.put("provider", artifact.manifest().provider());
        json.put("origin", artifact.origin().key());
        json.put("file", artifact.file());
        json.put("sha256", artifact.sha256());
        status(json, entry.status());
        entry.status().problem().ifPresent(problem -> json.put("problem", problem(problem, causes)));
        entry.plugin().ifPresent(plugin -> {
            json.put("settings", settings(plugin));
            json.put("tools", plugin.tools().stream().map(PluginView::tool).toList());
        });
        entry.guard().ifPresent(guard -> guard(json, guard, causes));
    }

    private static void status(Map<String, Object> json, PluginStatus status) {
        switch (status) {
            case PluginStatus.Active(Instant since, long startMillis) -> {
                json.put("since", Times.text(since));
                json.put("start_millis", startMillis);
            }
            case PluginStatus.Quarantined(Instant since, Instant retryAt, PluginProblem ignored) -> {
                json.put("since", Times.text(since));
                json.put("retry_at", Times.text(retryAt));
            }
            case PluginStatus.Disabled(String reason) -> json.put("reason", reason);
            case PluginStatus.Refused ignored -> {}
            case PluginStatus.Failed ignored -> {}
            case PluginStatus.Stopped ignored -> {}
        }
    }

    private static void guard(Map<String, Object> json, PluginGuard guard, boolean causes) {
        json.put("calls", calls(guard.handoffCalls()));
        json.put("tool_calls", calls(guard.toolCalls()));
        json.put("running", guard.running());
        json.put("stuck_threads", guard.stuckThreads());
        guard.lastError().ifPresent(error -> {
            Map<String, Object> last = new LinkedHashMap<>(problem(error.problem(), causes));
            last.put("at", Times.text(error.at()));
            json.put("last_error", last);
        });
    }

    private static Map<String, Object> calls(PluginCalls calls) {
        PluginCalls.Counts counts = calls.counts();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("total", counts.total());
        json.put("declined", counts.declined());
        json.put("failed", counts.failed());
        json.put("timed_out", counts.timedOut());
        json.put("busy", counts.busy());
        json.put("p95_millis", calls.p95Millis());
        return json;
    }

    private static Map<String, Object> problem(PluginProblem problem, boolean causes) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", problem.code().name());
        json.put("message", problem.message());
        json.put("hint", problem.hint());
        if (causes) {
            json.put("causes", problem.causes());
        }
        return json;
    }

    private static List<Map<String, Object>> settings(Plugin plugin) {
        return plugin.descriptor().settings().stream()
                .map(setting -> Map.<String, Object>of(
                        "key",
                        setting.key(),
                        "required",
                        setting.required(),
                        "secret",
                        setting.secret(),
                        "set",
                        plugin.settings().text(setting.key()).isPresent()))
                .toList();
    }

    private static Map<String, Object> tool(Plugin.Tool tool) {
        return Map.of(
                "key",
                tool.descriptor().key(),
                "label",
                tool.descriptor().label(),
                "labels",
                SourceView.byLanguage(tool.descriptor().labels()),
                "effect",
                tool.descriptor().effect().key());
    }

    private static List<Map<String, Object>> actions(Plugin plugin) {
        return SourceView.actions(plugin).stream()
                .map(action -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("key", action.key());
                    json.put("label", action.label());
                    json.put("summary", action.summary());
                    json.put("labels", action.labels());
                    json.put("summaries", action.summaries());
                    json.put("slot", action.slot());
                    json.put("platform", action.platform());
                    json.put("effect", action.effect());
                    json.put(
                            "offers",
                            action.offers().stream()
                                    .map(offer -> Map.of(
                                            "label",
                                            offer.label(),
                                            "summary",
                                            offer.summary(),
                                            "labels",
                                            offer.labels(),
                                            "summaries",
                                            offer.summaries(),
                                            "fields",
                                            offer.fields()))
                                    .toList());
                    return json;
                })
                .toList();
    }
}
