package io.storyforge.runtime.server.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.storyforge.runtime.server.identity.Caller;
import io.storyforge.runtime.server.metrics.HttpCounts;
import io.storyforge.runtime.server.store.StoreTrouble;
import io.storyforge.runtime.store.StoreBusyException;
import io.storyforge.runtime.store.StoreException;
import io.storyforge.runtime.trace.Span;
import io.storyforge.runtime.trace.Tracing;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/** What every request passes: its id, who is calling, its body, its answer or problem, its line in the log. */
final class Pipeline {
    private static final System.Logger LOG = System.getLogger("io.storyforge.http");
    private static final HeaderName TRACEPARENT = HeaderNames.create("traceparent");
    private static final String RETRY_SECONDS = "1";
    private static final int TOO_SLOW = 408;
    private static final int FAILURE = 500;

    private final Authentication authentication;
    private final Supplier<String> ids;
    private final RequestLog log;
    private final Connections connections;
    private final HttpCounts counts;
    private final Tracing tracing;

    Pipeline(
            Authentication authentication,
            Supplier<String> ids,
            RequestLog log,
            Connections connections,
            Api.Operations operations) {
        this.connections = connections;
        this.counts = operations.requests();
        this.tracing = operations.tracing();
        this.authentication = authentication;
        this.ids = ids;
        this.log = log;
    }

    void serve(Route route, ServerRequest request, ServerResponse response) {
        String id = ids.get();
        // Not even a name is put together for nobody.
        if (tracing.equals(Tracing.OFF)) {
            answer(route, request, response, id);
            return;
        }
        try (Span span = tracing.request(route.method() + " " + route.path(), () -> traceparent(request))) {
            span.with("http.request.method", route.method())
                    .with("http.route", route.path())
                    .with("storyforge.request.id", id);
            int status = answer(route, request, response, id);
            span.with("http.response.status_code", Integer.toString(status));
            if (status >= FAILURE) {
                span.failed(Integer.toString(status));
            }
        }
    }

    // Sent twice it names no trace: what comes of both together is malformed.
    private static String traceparent(ServerRequest request) {
        return String.join(",", request.headers().values(TRACEPARENT));
    }

    private int answer(Route route, ServerRequest request, ServerResponse response, String id) {
        long begun = System.nanoTime();
        String user = "";
        Reply reply;
        try {
            Optional<Caller> caller = authentication.caller(request, route);
            user = caller.map(known -> known.user().name()).orElse("");
            Body body = route.method().equals("GET")
                    ? Body.NONE
                    : Body.read(request, route.bodyLimit(), connections.deadlines());
            if (caller.filter(Caller::byCookie).isPresent()) {
                body.refuseForm();
            }
            reply = route.handler().handle(new Exchange(request, id, caller, body));
        } catch (RuntimeException | Error e) {
            // An error too: memory may have run out for one request, or a plugin asked for too much, and others go on.
            reply = Reply.of(problem(e, id), id);
        }
        if (connections.stopping().getAsBoolean()) {
            // Else Helidon would wait for this connection's next request for as long as a stop may take.
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        if (reply.status() != TOO_SLOW) {
            send(response, reply, id);
        }
        counts.answered(route.method(), route.path(), reply.status(), System.nanoTime() - begun);
        log.request(new RequestLog.Line(
                id, request.prologue().method().text(), request.path().path(), reply.status(), user, begun));
        if (reply.status() == TOO_SLOW) {
            // The deadline has closed the socket: there is nobody to answer.
            throw new CloseConnectionException("the body came too slowly");
        }
        Body.drop(request, connections.deadlines());
        return reply.status();
    }

    /** The problem that something thrown stands for; an unexpected one is written to the log, never to the answer. */
    static Problem problem(Throwable e, String requestId) {
        return switch (e) {
            case ProblemException known -> known.problem();
            case StoreBusyException busy ->
                unavailable("too much is waiting to be stored").withHeader("Retry-After", RETRY_SECONDS);
            case StoreException broken -> {
                LOG.log(System.Logger.Level.ERROR, "request %s: the store failed".formatted(requestId), broken);
                yield unavailable(StoreTrouble.reason(broken) + "; whether a change was made is unknown")
                        .withHeader("Retry-After", RETRY_SECONDS);
            }
            case UncheckedIOException broken ->
                Problem.of(400, "bad-request", "The request is not valid", "the body could not be read");
            default -> {
                LOG.log(System.Logger.Level.ERROR, "request %s failed".formatted(requestId), e);
                yield Problem.of(500, "internal", "Internal error", "the log has the cause under the request id");
            }
        };
    }

    private static Problem unavailable(String detail) {
        return Problem.of(503, "unavailable", "Not available now", detail);
    }

    static void send(ServerResponse response, Reply reply, String requestId) {
        response.status(reply.status());
        response.header(Headers.REQUEST_ID, requestId);
        reply.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        if (!reply.contentType().isEmpty()) {
            response.header(HeaderNames.CONTENT_TYPE, reply.contentType());
        }
        if (reply.status() == 413) {
            // The rest of the body was not read, so nothing else can follow on this connection.
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        if (reply.body().isEmpty()) {
            response.send();
        } else {
            response.send(reply.body().getBytes(StandardCharsets.UTF_8));
        }
    }
}
