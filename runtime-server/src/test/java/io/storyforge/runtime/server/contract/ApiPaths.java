package io.storyforge.runtime.server.contract;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** The documented operations by method and path. */
final class ApiPaths {
    private final JsonNode paths;

    ApiPaths(JsonNode paths) {
        this.paths = paths;
    }

    /** The operation for a requested path; a template with more literal segments goes before one with fewer. */
    Optional<JsonNode> operation(String method, String requested) {
        List<String> segments = segments(requested.split("\\?", 2)[0]);
        return paths.propertyNames().stream()
                .filter(template -> fits(segments(template), segments))
                .max(Comparator.comparingLong(ApiPaths::literals))
                .map(template -> paths.path(template).path(method.toLowerCase(Locale.ROOT)))
                .filter(operation -> !operation.isMissingNode());
    }

    private static boolean fits(List<String> template, List<String> requested) {
        return template.size() == requested.size()
                && IntStream.range(0, template.size())
                        .allMatch(index -> isParameter(template.get(index))
                                ? !requested.get(index).isEmpty()
                                : template.get(index).equals(requested.get(index)));
    }

    private static long literals(String template) {
        return segments(template).stream()
                .filter(segment -> !isParameter(segment))
                .count();
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    private static List<String> segments(String path) {
        return Arrays.asList(path.split("/", -1));
    }
}
