package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RouteTableIT {
    // Served by the health observer, and the metrics to callers whom no route of the table knows.
    private static final Set<String> OBSERVED =
            Set.of("GET /observe/health/live", "GET /observe/health/ready", "GET /observe/metrics");

    @Test
    void routesAndDocumentedOperationsAreTheSame(@TempDir Path data) throws IOException {
        Set<String> served = RouteTable.all(data).stream()
                .map(route -> route.method() + " " + route.path())
                .collect(Collectors.toCollection(TreeSet::new));
        served.addAll(OBSERVED);

        assertThat(served).isEqualTo(documented());
    }

    private static Set<String> documented() throws IOException {
        try (InputStream in = Objects.requireNonNull(RouteTableIT.class.getResourceAsStream("/openapi/openapi.json"))) {
            JsonNode paths = JsonMapper.shared().readTree(in).path("paths");
            return paths.propertyNames().stream()
                    .flatMap(path -> paths.path(path).propertyNames().stream()
                            .map(method -> method.toUpperCase(java.util.Locale.ROOT) + " " + path))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
