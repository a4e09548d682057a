package io.storyforge.runtime.server.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.storyforge.runtime.server.identity.Caller;
import io.storyforge.runtime.server.stream.EventStreams;
import io.storyforge.runtime.server.stream.StreamOpening;
import io.storyforge.runtime.server.stream.Subscription;
import io.storyforge.runtime.store.RuntimeStore;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Supplier;

/** The live stream. Helidon's SSE module does not resolve at 4.1.7, so frames are written on the response's stream. */
final class StreamRoutes {
    static final Route ROUTE = Route.get("/v2/oneliner/events", exchange -> {
        throw new IllegalStateException("a stream is not answered with one reply");
    });
    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");

    private final RuntimeStore store;
    private final Authentication authentication;
    private final EventStreams streams;
    private final Supplier<String> ids;

    StreamRoutes(RuntimeStore store, Authentication authentication, EventStreams streams, Supplier<String> ids) {
        this.store = store;
        this.authentication = authentication;
        this.streams = streams;
        this.ids = ids;
    }

    void register(HttpRouting.Builder routing) {
        routing.route(Method.GET, ROUTE.path(), this::stream);
    }

    private void stream(ServerRequest request, ServerResponse response) {
        String id = ids.get();
        Subscription subscription;
        try {
            subscription = subscribe(request, id);
        } catch (RuntimeException e) {
            Pipeline.send(response, Reply.of(Pipeline.problem(e, id), id), id);
            return;
        }
        response.header(HeaderNames.CONTENT_TYPE, "text/event-stream; charset=utf-8");
        response.header("X-Accel-Buffering", "no");
        response.header(Headers.REQUEST_ID, id);
        try (subscription;
                OutputStream out = response.outputStream()) {
            subscription.writeTo(out);
        } catch (java.io.IOException | java.io.UncheckedIOException ignored) { // the client went away
        }
    }

    private Subscription subscribe(ServerRequest request, String id) {
        Optional<Caller> caller = authentication.caller(request, ROUTE);
        Exchange exchange = new Exchange(request, id, caller, Body.NONE);
        Optional<String> projectId = exchange.query("project_id").filter(project -> !project.isEmpty());
        projectId.ifPresent(project -> store.read(records -> Projects.visible(records, exchange.caller(), project)));
        Optional<Long> after = exchange.header(LAST_EVENT_ID)
                .filter(text -> !text.isBlank())
                .map(StreamRoutes::position)
                .or(() ->
                        exchange.query("after").filter(text -> !text.isBlank()).map(StreamRoutes::position));
        return switch (streams.subscribe(exchange.caller(), projectId, after)) {
            case StreamOpening.Opened(Subscription subscription) -> subscription;
            case StreamOpening.TooManyOfUser(int limit) ->
                throw tooMany("you have %d streams open, and one person may have %d; close one of them first"
                        .formatted(limit, limit));
            case StreamOpening.TooManyInAll(int limit) ->
                throw tooMany("the server has %d streams open and takes no more".formatted(limit));
            case StreamOpening.Stopping ignored ->
                throw Problem.of(503, "unavailable", "Not available now", "the server is stopping")
                        .withHeader("Retry-After", "2")
                        .asException();
        };
    }

    private static ProblemException tooMany(String detail) {
        return Problem.of(429, "rate-limited", "Too many streams", detail)
                .withHeader("Retry-After", "5")
                .asException();
    }

    private static long position(String text) {
        try {
            long position = Long.parseLong(text.strip());
            if (position >= 0) {
                return position;
            }
        } catch (NumberFormatException ignored) { // told as a problem of the parameter
        }
        throw Problem.badParameter("after", "the last event id must be a whole number from 0")
                .asException();
    }
}
