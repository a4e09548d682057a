package io.storyforge.runtime.server.contract;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks exchanges with the server against {@code openapi.json}. Thread-safe. */
public final class OpenApiContract {
    private static final String RESOURCE = "/openapi/openapi.json";
    private static final String LOCATION = "https://storyforge.invalid/openapi.json";

    private final JsonNode document;
    private final ApiPaths paths;
    private final SchemaRegistry schemas;

    private OpenApiContract(String text) {
        this.document = JsonMapper.shared().readTree(text);
        this.paths = new ApiPaths(document.path("paths"));
        this.schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(LOCATION, text)));
    }

    /** The contract that the server's jar carries. */
    public static OpenApiContract load() {
        try (InputStream input = OpenApiContract.class.getResourceAsStream(RESOURCE)) {
            if (input == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return new OpenApiContract(new String(input.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Throws an {@link AssertionError} that names everything about the exchange that is not as documented.
     *
     * @param path as requested, with or without its query
     * @param requestBody checked only when the request succeeded, because refused bodies are meant to be wrong
     * @param contentType the response's; empty when it has none
     */
    public void check(
            String method,
            String path,
            Optional<String> requestBody,
            int status,
            String contentType,
            String responseBody) {
        List<String> problems = new ArrayList<>();
        Optional<JsonNode> operation = paths.operation(method, path);
        if (operation.isEmpty()) {
            problems.add("the operation is not documented");
        } else {
            if (status >= 200 && status < 300) {
                checkRequest(operation.get().path("requestBody"), requestBody.orElse(""), problems);
            }
            checkResponse(operation.get(), status, new Body(contentType, responseBody), problems);
        }
        if (!problems.isEmpty()) {
            throw new AssertionError("%s %s answered %d against the contract:%n- %s%n%s"
                    .formatted(
                            method, path, status, String.join(System.lineSeparator() + "- ", problems), responseBody));
        }
    }

    /** Throws an {@link AssertionError} unless the JSON text fits the named schema, such as {@code StreamEvent}. */
    public void checkValue(String schema, String json) {
        List<String> problems = new ArrayList<>();
        if (document.at("/components/schemas").path(schema).isMissingNode()) {
            problems.add("the schema is not documented");
        } else {
            validate("#/components/schemas/" + schema, json, "value", problems);
        }
        if (!problems.isEmpty()) {
            throw new AssertionError("not a %s:%n- %s%n%s"
                    .formatted(schema, String.join(System.lineSeparator() + "- ", problems), json));
        }
    }

    /** The names of all schemas. */
    List<String> schemaNames() {
        return List.copyOf(document.at("/components/schemas").propertyNames());
    }

    private void checkRequest(JsonNode documented, String body, List<String> problems) {
        if (body.isEmpty()) {
            if (documented.path("required").asBoolean(false)) {
                problems.add("request: succeeded without the required body");
            }
        } else if (documented.isMissingNode()) {
            problems.add("request: no body is documented");
        } else if (isJson(body) || documented.path("content").size() == 1) {
            JsonNode schema =
                    documented.path("content").path("application/json").path("schema");
            validate(schema.path("$ref").asString(), body, "request", problems);
        }
    }

    private void checkResponse(JsonNode operation, int status, Body body, List<String> problems) {
        JsonNode response = resolved(operation.path("responses").path(String.valueOf(status)));
        if (response.isMissingNode()) {
            problems.add("status %d is not documented, documented: %s"
                    .formatted(
                            status,
                            String.join(", ", operation.path("responses").propertyNames())));
            return;
        }
        JsonNode content = response.path("content");
        if (content.isEmpty()) {
            if (!body.text().isEmpty()) {
                problems.add("response: has a body, none is documented");
            }
            return;
        }
        JsonNode media = content.path(body.mediaType());
        if (media.isMissingNode()) {
            problems.add("response: content type '%s' is not documented, documented: %s"
                    .formatted(body.contentType(), String.join(", ", content.propertyNames())));
        } else if (body.mediaType().endsWith("json")) {
            validate(media.path("schema").path("$ref").asString(), body.text(), "response", problems);
        }
    }

    private JsonNode resolved(JsonNode response) {
        String reference = response.path("$ref").asString("");
        return reference.isEmpty() ? response : document.at(reference.substring(1));
    }

    private void validate(String reference, String json, String what, List<String> problems) {
        if (!isJson(json)) {
            problems.add(what + ": is not JSON");
            return;
        }
        Schema schema = schemas.getSchema(SchemaLocation.of(LOCATION + reference));
        schema.validate(json, InputFormat.JSON)
                .forEach(error ->
                        problems.add("%s %s: %s".formatted(what, error.getInstanceLocation(), error.getMessage())));
    }

    private static boolean isJson(String text) {
        try {
            return !JsonMapper.shared().readTree(text).isMissingNode();
        } catch (JacksonException ignored) { // not JSON is an answer
            return false;
        }
    }

    private record Body(String contentType, String text) {
        String mediaType() {
            return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        }
    }
}
