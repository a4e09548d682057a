package io.storyforge.runtime.server.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What a person does with runs, over HTTP. */
public record Runs(ApiClient api) {
    public static final String PATH = "/v2/oneliner/runs";

    /** A request for a run with the given steps. */
    public static Map<String, Object> request(String projectId, Object... steps) {
        Map<String, Object> request = new TreeMap<>();
        request.put("project_id", projectId);
        request.put("source_screen", "dashboard");
        request.put("source_action_key", "homepage-primary-action");
        request.put("title", "跟进重点账号");
        request.put("plan_request", Map.of("goal", "跟进重点账号", "steps", List.of(steps)));
        return request;
    }

    /** A step that a tool does. */
    public static Map<String, Object> step(String tool, Map<String, ?> arguments) {
        return Map.of("title", tool, "tool", tool, "arguments", arguments);
    }

    /** Creates a run. */
    public Answer create(String projectId, Object... steps) {
        return api.post(PATH, request(projectId, steps)).expect(200);
    }

    /** Creates and confirms a run; its id. */
    public String confirmed(String projectId, Object... steps) {
        String id = create(projectId, steps).id();
        confirm(id).expect(200);
        return id;
    }

    /** The run. */
    public Answer get(String id) {
        return api.get(PATH + "/" + id).expect(200);
    }

    /** At most a hundred runs in these states. */
    public List<JsonNode> in(String statuses) {
        Answer page = api.get(PATH + "?status=" + statuses + "&limit=100").expect(200);
        return List.copyOf(page.json().path("items").values());
    }

    /** The ids of all runs. */
    public List<String> ids() {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = api.get(PATH + "?limit=100&cursor=" + cursor).expect(200);
            ids.addAll(page.items("id"));
            cursor = page.text("next_cursor");
        } while (!cursor.isEmpty());
        return ids;
    }

    /** Confirms. */
    public Answer confirm(String id) {
        return api.post(PATH + "/" + id + "/confirm", Map.of("reason", "user confirmed"));
    }

    /** Cancels. */
    public Answer cancel(String id) {
        return api.post(PATH + "/" + id + "/cancel", Map.of("reason", "不需要了"));
    }

    /** Answers the open question. */
    public Answer answer(String id, Map<String, ?> answer) {
        return api.post(PATH + "/" + id + "/answer", Map.of("answer", answer));
    }

    /** Answers the question that has the id. */
    public Answer answer(String id, Map<String, ?> answer, String questionId) {
        return api.post(PATH + "/" + id + "/answer", Map.of("answer", answer, "question_id", questionId));
    }

    /** The types of the run's events, in order. */
    public List<String> eventTypes(String id) {
        return api.get(PATH + "/" + id + "/events").expect(200).items("event_type");
    }

    /** The run, once it is in the status. */
    public Answer await(String id, String status) {
        return await(id, status, Eventually.SOON);
    }

    /** The run as soon as it has the status, which must not take longer. */
    public Answer await(String id, String status, Duration patience) {
        return Eventually.comes(patience, () -> {
            Answer run = get(id);
            return run.text("run_status").equals(status) ? Optional.of(run) : Optional.empty();
        });
    }
}
