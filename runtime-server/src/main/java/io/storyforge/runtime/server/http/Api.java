package io.storyforge.runtime.server.http;

import io.helidon.http.Method;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.storyforge.runtime.execution.RunService;
import io.storyforge.runtime.plugin.Handoffs;
import io.storyforge.runtime.plugin.PluginRegistry;
import io.storyforge.runtime.server.identity.Identities;
import io.storyforge.runtime.server.identity.RateLimit;
import io.storyforge.runtime.server.metrics.HttpCounts;
import io.storyforge.runtime.server.net.IoDeadline;
import io.storyforge.runtime.server.stream.EventStreams;
import io.storyforge.runtime.store.RuntimeStore;
import io.storyforge.runtime.trace.ConfirmingSpans;
import io.storyforge.runtime.trace.Tracing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The whole HTTP surface: its parts are put together here, and here only. */
public final class Api {
    private static final int LOGIN_BURST = 20;
    // Forms in which a proxy and a server may read a path differently; no path of ours needs them.
    private static final Pattern ODD_PATH = Pattern.compile("//|;|%00|%2[fF]|%5[cC]|%25|(^|/)\\.{1,2}(/|$)");
    // None of them is without one of these, and a look for them costs a tenth.
    private static final List<String> ODD_SIGNS = List.of("//", "/.", ";", "%");

    // Paths that nobody serves are counted together: there is no end of them.
    private static final String UNKNOWN = "unknown";
    // So are methods that nobody knows.
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final String OTHER = "_OTHER";

    private final Parts parts;
    private final Operations operations;
    private final Authentication authentication;
    private final Pipeline pipeline;
    private final List<Route> routes;

    /** What the API stands on. */
    public record Parts(
            RuntimeStore store,
            RunService service,
            PluginRegistry plugins,
            Handoffs handoffs,
            Identities identities,
            EventStreams streams,
            IoDeadline deadlines,
            InstantSource clock,
            Supplier<String> ids) {}

    /**
     * What operators are shown.
     *
     * @param metrics the figures as Prometheus reads them
     * @param confirming what steps point back to
     */
    public record Operations(
            HttpCounts requests,
            Supplier<String> metrics,
            MetricsAccess access,
            Tracing tracing,
            ConfirmingSpans confirming) {
        /** Nothing is shown. */
        public static Operations none() {
            return new Operations(
                    new HttpCounts(), () -> "", MetricsAccess.NOBODY, Tracing.OFF, new ConfirmingSpans(Tracing.OFF));
        }
    }

    /** The API on the given parts, with nothing for operators. */
    public Api(Parts parts) {
        this(parts, Operations.none());
    }

    /** The API on the given parts. */
    public Api(Parts parts, Operations operations) {
        this.operations = operations;
        this.parts = parts;
        this.authentication = new Authentication(parts.identities());
        this.pipeline = new Pipeline(
                authentication,
                parts.ids(),
                new RequestLog(),
                new Connections(parts.deadlines(), parts.streams()::stopping),
                operations);
        this.routes = routes(parts, operations.confirming());
    }

    /** Adds every route to the routing. */
    public void register(HttpRouting.Builder routing) {
        routing.addFilter(Headers::add);
        routing.addFilter((chain, request, response) -> {
            boolean read = request.path().rawPath().startsWith("/v2/")
                    && !request.prologue().method().equals(Method.GET);
            if (!read) {
                Body.drop(request, parts.deadlines());
            }
            chain.proceed();
            if (parts.streams().stopping()) {
                // Answered, and told to end too late for the answer to say so: Helidon would wait for its next request.
                throw new CloseConnectionException("the server is stopping");
            }
        });
        routing.addFilter((chain, request, response) -> {
            if (odd(request.path().rawPath())) {
                String id = parts.ids().get();
                Problem odd =
                        Problem.of(400, "bad-request", "The request is not valid", "the path is not in plain form");
                Pipeline.send(response, Reply.of(odd, id), id);
            } else {
                chain.proceed();
            }
        });
        routes.forEach(route -> routing.route(
                Method.create(route.method()),
                route.path(),
                (request, response) -> pipeline.serve(route, request, response)));
        new StreamRoutes(parts.store(), authentication, parts.streams(), parts.ids()).register(routing);
        new PluginUiRoutes(parts.plugins(), authentication, parts.ids()).register(routing);
        new MetricsRoutes(pipeline, operations).register(routing);
        new WebRoutes(WebFiles.fromClassPath()).register(routing);
        routing.any("/v2/{+rest}", this::unknown);
        routing.any("/plugins/{+rest}", this::unknown);
    }

    /** Every operation as method and path template. */
    List<Route> routes() {
        List<Route> all = new ArrayList<>(routes);
        all.add(StreamRoutes.ROUTE);
        all.add(PluginUiRoutes.ROUTE);
        return all;
    }

    private static List<Route> routes(Parts parts, ConfirmingSpans confirming) {
        IdempotentWrites writes = new IdempotentWrites(parts.store(), parts.clock());
        Backend backend = new Backend(parts.store(), parts.service(), writes, parts.clock(), parts.ids());
        PlanInput plans = new PlanInput(parts.plugins());
        RateLimit logins = new RateLimit(LOGIN_BURST, Duration.ofSeconds(3), parts.clock());
        List<Route> routes = new ArrayList<>();
        routes.addAll(new IdentityRoutes(parts.identities(), logins).routes());
        routes.addAll(new HandoffRoutes(backend, parts.plugins(), parts.handoffs()).routes());
        routes.addAll(new RunRoutes(backend, plans).routes());
        routes.addAll(new ExplainRoutes(backend).routes());
        routes.addAll(new DecisionRoutes(backend, plans, confirming).routes());
        routes.addAll(new SessionRoutes(backend).routes());
        routes.addAll(new ProjectRoutes(backend).routes());
        routes.addAll(new DocumentRoutes(backend).routes());
        routes.addAll(new GovernanceRoutes(backend).routes());
        routes.addAll(new AuditRoutes(backend).routes());
        routes.addAll(new UserRoutes(backend).routes());
        routes.addAll(new PluginRoutes(parts.plugins()).routes());
        String openApi = openApi();
        routes.add(
                Route.get("/openapi", exchange -> Reply.jsonText(200, openApi)).open());
        return List.copyOf(routes);
    }

    // Somebody who is not logged in learns nothing about which paths exist.
    private void unknown(ServerRequest request, ServerResponse response) {
        String method = request.prologue().method().text();
        String path = request.path().path();
        List<String> allowed = routes().stream()
                .filter(route -> matches(route.path(), path))
                .map(Route::method)
                .distinct()
                .toList();
        pipeline.serve(
                new Route(
                        METHODS.contains(method) ? method : OTHER, UNKNOWN, Route.Access.USER, Route.BODY, exchange -> {
                            if (allowed.isEmpty()) {
                                throw Problem.notFound("path").asException();
                            }
                            throw Problem.of(
                                            405,
                                            "method-not-allowed",
                                            "Method not allowed",
                                            "allowed: " + String.join(", ", allowed))
                                    .withHeader("Allow", String.join(", ", allowed))
                                    .asException();
                        }),
                request,
                response);
    }

    private static boolean odd(String path) {
        boolean suspect = !path.startsWith("/") || ODD_SIGNS.stream().anyMatch(path::contains);
        return suspect && ODD_PATH.matcher(path).find();
    }

    private static boolean matches(String template, String path) {
        return Pattern.matches(template.replaceAll("\\{[a-z]+}", "[^/]+"), path);
    }

    private static String openApi() {
        try (InputStream in = Api.class.getResourceAsStream("/openapi/openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
