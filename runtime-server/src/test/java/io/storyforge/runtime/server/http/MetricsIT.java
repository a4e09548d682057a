package io.storyforge.runtime.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.plugin.PluginConfig;
import io.storyforge.runtime.server.StoryForgeServer;
import io.storyforge.runtime.server.http.LiveServer.Person;
import io.storyforge.runtime.server.metrics.Exposition;
import io.storyforge.runtime.server.settings.OwnSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators are shown: figures for Prometheus, and health with reasons. */
class MetricsIT {
    private static final LiveServer SERVER = new LiveServer();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start(@TempDir Path data) {
        SERVER.start(data);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void everyLineIsOneThatPrometheusReads() throws Exception {
        Person member = SERVER.member();
        member.runs().await(member.runs().confirmed("", "一"), "blocked");

        HttpResponse<String> metrics = scrape(SERVER.server().port(), Map.of());

        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
        assertThat(metrics.body().lines().filter(line -> line.startsWith("# TYPE ")))
                .hasSizeGreaterThan(25);
        Exposition read = Exposition.of(metrics.body());
        assertThat(read.value("storyforge_runs_open", "status", "blocked")).isPositive();
        assertThat(read.value("storyforge_store_bytes", "file", "wal")).isPositive();
    }

    @Test
    void quantilesCanBeReadOfRequestsCommitsAndCalls() throws Exception {
        Exposition before =
                Exposition.of(scrape(SERVER.server().port(), Map.of()).body());
        Person member = SERVER.member();
        String id = member.runs().create("", "一").id();
        for (int i = 0; i < 7; i++) {
            member.runs().get(id);
        }
        member.api()
                .post("/v2/oneliner/handoffs", Map.of("source_screen", "bench", "source_action_key", "plan"))
                .expect(201);
        Exposition after =
                Exposition.of(scrape(SERVER.server().port(), Map.of()).body());

        assertThat(after.histograms())
                .containsExactlyInAnyOrder(
                        "storyforge_http_request_seconds",
                        "storyforge_store_commit_seconds",
                        "storyforge_store_commit_changes",
                        "storyforge_plugin_call_seconds");
        assertThat(after.mostBuckets()).as("series for each route").isLessThanOrEqualTo(13);
        String[] route = {"method", "GET", "route", "/v2/oneliner/runs/{id}"};
        assertThat(after.value("storyforge_http_request_seconds_count", route)).isGreaterThanOrEqualTo(7);
        assertThat(after.value("storyforge_http_request_seconds_sum", route)).isPositive();
        for (String counted : List.of("storyforge_store_commit_seconds", "storyforge_store_commit_changes")) {
            assertThat(after.value(counted + "_count")).isGreaterThan(before.value(counted + "_count"));
        }
        assertThat(after.total("storyforge_plugin_call_seconds_count"))
                .isGreaterThan(before.total("storyforge_plugin_call_seconds_count"));
        assertThat(after.value("storyforge_store_commit_changes_sum"))
                .isEqualTo(after.value("storyforge_store_changes_total"));
    }

    @Test
    void requestsAreCountedByTemplateNeverByPath() throws Exception {
        Person member = SERVER.member();
        String id = member.runs().create("", "一").id();
        member.runs().get(id);
        member.api().offTheMap().get("/v2/no-such-path-" + id);

        String metrics = scrape(SERVER.server().port(), Map.of()).body();

        assertThat(metrics)
                .contains(
                        "storyforge_http_requests_total{method=\"GET\",route=\"/v2/oneliner/runs/{id}\",status=\"200\"}")
                .contains("route=\"unknown\",status=\"404\"")
                .doesNotContain(id);
    }

    @Test
    void methodsThatNobodyKnowsAreCountedTogether() throws Exception {
        int port = SERVER.server().port();
        for (String method : List.of("BREW", "WHEN")) {
            HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v2/no-such-path"))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
        }

        assertThat(scrape(port, Map.of()).body())
                .contains("method=\"_OTHER\",route=\"unknown\"")
                .doesNotContain("BREW", "WHEN");
    }

    @Test
    void whatCameThroughAProxyNeedsATokenOfAnAdministrator() throws Exception {
        int port = SERVER.server().port();
        Map<String, String> forwarded = Map.of("X-Forwarded-For", "203.0.113.9");

        assertThat(scrape(port, forwarded).statusCode()).isEqualTo(401);
        assertThat(scrape(port, with(forwarded, SERVER.member().token())).statusCode())
                .isEqualTo(403);
        assertThat(scrape(port, with(forwarded, SERVER.admin().token())).statusCode())
                .isEqualTo(200);
    }

    @Test
    void operatorSaysWhoMayRead(@TempDir Path first, @TempDir Path second) throws Exception {
        try (StoryForgeServer server = serve(first, "admin")) {
            assertThat(scrape(server.port(), Map.of()).statusCode()).isEqualTo(401);
        }
        try (StoryForgeServer server = serve(second, "nobody")) {
            assertThat(scrape(server.port(), Map.of()).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void healthSaysHowEachPartIs() {
        JsonNode checks = SERVER.anonymous()
                .get("/observe/health/ready")
                .expect(200)
                .json()
                .path("checks");

        assertThat(checks.values().stream().map(check -> check.path("name").asString()))
                .containsExactlyInAnyOrder("store", "writer", "disk", "plugins");
        assertThat(of(checks, "store").path("state").asString()).isEqualTo("ok");
        assertThat(of(checks, "writer").path("state").asString()).isEqualTo("ok");
        assertThat(of(checks, "disk").path("free_megabytes").asLong()).isPositive();
    }

    private static JsonNode of(JsonNode checks, String name) {
        return checks.values().stream()
                .filter(check -> check.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .path("data");
    }

    @Test
    void everyQueryOfTheDashboardNamesAMetricThatExists() throws Exception {
        SERVER.member().runs().create("", "一");
        String metrics = scrape(SERVER.server().port(), Map.of()).body();
        Set<String> known = metrics.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> queries = new ArrayList<>();
        collect(JsonMapper.shared().readTree(dashboard()), queries);

        assertThat(queries).hasSizeGreaterThan(10);
        for (String query : queries) {
            Matcher names =
                    Pattern.compile("\\b(?:storyforge|jvm|process)_[a-z0-9_]+").matcher(query);
            assertThat(names.find()).as(query).isTrue();
            do {
                assertThat(known).as(query).contains(names.group());
            } while (names.find());
        }
    }

    private static void collect(JsonNode node, List<String> queries) {
        if (node.has("expr")) {
            queries.add(node.path("expr").asString());
        }
        node.values().forEach(child -> collect(child, queries));
    }

    private static String dashboard() throws IOException {
        return Files.readString(Path.of("..", "dist", "share", "grafana", "storyforge.json"));
    }

    private static StoryForgeServer serve(Path data, String access) {
        OwnSettings settings = OwnSettings.of(Map.of("metrics.access", access), Map.of(), new ArrayList<>());
        StoryForgeServer.Plugins plugins =
                StoryForgeServer.Plugins.in(data.resolve("plugins"), data).with(PluginConfig.of(Map.of()));
        return StoryForgeServer.start(new StoryForgeServer.Options("127.0.0.1", 0, data, false, plugins, settings));
    }

    private static Map<String, String> with(Map<String, String> headers, String token) {
        Map<String, String> all = new java.util.TreeMap<>(headers);
        all.put("Authorization", "Bearer " + token);
        return all;
    }

    private static HttpResponse<String> scrape(int port, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/observe/metrics"));
        headers.forEach(request::header);
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
