package io.storyforge.runtime.server.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What went wrong, as RFC 9457 tells it.
 *
 * @param code the word that programs and translations go by
 * @param more further members, such as {@code errors}, {@code run} or {@code known}
 */
record Problem(
        int status, String code, String title, String detail, Map<String, Object> more, Map<String, String> headers) {

    static Problem of(int status, String code, String title, String detail) {
        return new Problem(status, code, title, detail, Map.of(), Map.of());
    }

    /** The same with one more member. */
    Problem with(String name, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(more);
        all.put(name, value);
        return new Problem(status, code, title, detail, all, headers);
    }

    /** The same with one more header. */
    Problem withHeader(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Problem(status, code, title, detail, more, all);
    }

    ProblemException asException() {
        return new ProblemException(this);
    }

    Map<String, Object> asJson(String requestId) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "urn:storyforge:problem:" + code);
        json.put("title", title);
        json.put("status", status);
        json.put("detail", detail);
        json.put("code", code);
        json.put("request_id", requestId);
        json.putAll(more);
        return json;
    }

    /** One problem of an input. */
    record FieldError(String pointer, String code, String detail) {
        Map<String, Object> asJson() {
            return Map.of("pointer", pointer, "code", code, "detail", detail);
        }
    }

    static Problem validation(List<FieldError> errors) {
        String detail = errors.size() == 1 ? errors.getFirst().detail() : errors.size() + " problems, see errors";
        return of(422, "validation-failed", "The input is not valid", detail)
                .with("errors", errors.stream().map(FieldError::asJson).toList());
    }

    static Problem badParameter(String name, String detail) {
        return of(400, "bad-request", "The request is not valid", detail)
                .with("errors", List.of(new FieldError("?" + name, "invalid", detail).asJson()));
    }

    static Problem notFound(String what) {
        return of(404, "not-found", "Not found", "there is no such " + what);
    }

    static Problem forbidden(String detail) {
        return of(403, "forbidden", "Not allowed", detail);
    }
}
