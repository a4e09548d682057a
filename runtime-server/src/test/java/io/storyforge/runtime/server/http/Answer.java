package io.storyforge.runtime.server.http;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the server answered. */
public record Answer(String asked, int status, HttpHeaders headers, String body) {

    /** The same, when it has the status. */
    public Answer expect(int wanted) {
        if (status != wanted) {
            throw new AssertionError("%s answered %d, not %d: %s".formatted(asked, status, wanted, body));
        }
        return this;
    }

    /** The same, when it is a problem with the status and code. */
    public Answer refused(int wanted, String code) {
        expect(wanted);
        if (!code.equals(text("code"))) {
            throw new AssertionError("%s answered %s, not %s: %s".formatted(asked, text("code"), code, body));
        }
        return this;
    }

    /** The body as JSON. */
    public JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }

    /** The text in a member. */
    public String text(String name) {
        return json().path(name).asString("");
    }

    /** The id of what was answered. */
    public String id() {
        return text("id");
    }

    /** A member of each element of {@code items}. */
    public List<String> items(String member) {
        return texts("items", member);
    }

    /** A member of each element of a list. */
    public List<String> texts(String list, String member) {
        JsonNode elements = json().path(list);
        return IntStream.range(0, elements.size())
                .mapToObj(index -> elements.get(index).path(member).asString(""))
                .toList();
    }

    /** The first value of a header; empty when it has none. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
