package io.storyforge.bench;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests as bytes, made before the clock runs where that is possible. */
final class Requests {
    static final String RUNS = "/v2/oneliner/runs";

    /** An id of the API: those of steps are shorter. */
    static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

    private Requests() {}

    static byte[] get(String path, String token) {
        return "GET %s HTTP/1.1\r\nHost: bench\r\n%s\r\n"
                .formatted(path, authorization(token))
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] post(String path, String token, String body) {
        return post(path, token, body, "");
    }

    /** As {@link #post(String, String, String)}, taking effect once for the key. */
    static byte[] postOnce(String path, String token, String body, String key) {
        return post(path, token, body, "Idempotency-Key: " + key + "\r\n");
    }

    private static byte[] post(String path, String token, String body, String headers) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return "POST %s HTTP/1.1\r\nHost: bench\r\n%sContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n%s"
                .formatted(path, authorization(token), headers, length, body)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The run of the plan document, in a project. */
    static String run(String projectId) {
        return """
                {"project_id": "%s", "source_screen": "dashboard", "source_action_key": "homepage-primary-action",\
                 "title": "跟进重点账号", "summary": "先由主 Agent 评估优先级", "intent_key": "track_account",\
                 "platform": "douyin", "platform_scope": "single_platform", "plan_request": {"goal": "跟进重点账号",\
                 "steps": ["读取当前项目上下文", "检查重点账号变化", "决定下一步"]}}""".formatted(projectId);
    }

    /** The id of the run in an answer. */
    static String runId(String json) {
        Matcher found = ID.matcher(json);
        if (!found.find()) {
            throw new BenchException("there is no run in the answer: " + json);
        }
        return found.group(1);
    }

    private static String authorization(String token) {
        return token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
    }
}
