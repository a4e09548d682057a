package io.storyforge.runtime.server.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.storyforge.runtime.server.metrics.Metrics;
import java.net.InetSocketAddress;
import java.util.List;

/** The metrics, for Prometheus: on the same machine without a token, from elsewhere with one of an administrator. */
final class MetricsRoutes {
    static final String PATH = "/observe/metrics";
    // What a proxy on this machine adds: behind it everybody would look as if they were here.
    private static final List<HeaderName> FORWARDED = List.of(
            HeaderNames.FORWARDED,
            HeaderNames.X_FORWARDED_FOR,
            HeaderNames.X_FORWARDED_HOST,
            HeaderNames.create("Via"));

    private final Pipeline pipeline;
    private final Api.Operations operations;

    MetricsRoutes(Pipeline pipeline, Api.Operations operations) {
        this.pipeline = pipeline;
        this.operations = operations;
    }

    void register(HttpRouting.Builder routing) {
        routing.route(Method.GET, PATH, this::answer);
    }

    private void answer(ServerRequest request, ServerResponse response) {
        boolean here = operations.access() == MetricsAccess.LOOPBACK && onThisMachine(request);
        pipeline.serve(
                new Route("GET", PATH, here ? Route.Access.PUBLIC : Route.Access.ADMIN, Route.BODY, exchange -> {
                    if (operations.access() == MetricsAccess.NOBODY) {
                        throw Problem.notFound("path").asException();
                    }
                    return Reply.text(Metrics.CONTENT_TYPE, operations.metrics().get());
                }),
                request,
                response);
    }

    private boolean onThisMachine(ServerRequest request) {
        boolean forwarded =
                FORWARDED.stream().anyMatch(name -> request.headers().contains(name));
        return !forwarded
                && request.remotePeer().address() instanceof InetSocketAddress peer
                && peer.getAddress() != null
                && peer.getAddress().isLoopbackAddress();
    }
}
