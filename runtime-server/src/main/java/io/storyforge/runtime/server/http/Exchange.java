package io.storyforge.runtime.server.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.storyforge.runtime.execution.Actor;
import io.storyforge.runtime.server.identity.Caller;
import io.storyforge.runtime.spi.Language;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A request on its way through a route: who sent it, its parameters and its body. */
final class Exchange {
    static final HeaderName IDEMPOTENCY_KEY = HeaderNames.create("Idempotency-Key");
    private static final int MAX_KEY = 200;
    // Browsers send a dozen languages; ordering thousands is work that nobody needs.
    private static final int MAX_RANGES = 500;
    private static final List<Locale> LOCALES = List.of(Locale.CHINESE, Locale.ENGLISH);

    private final ServerRequest request;
    private final String id;
    private final Optional<Caller> caller;
    private final Body body;

    Exchange(ServerRequest request, String id, Optional<Caller> caller, Body body) {
        this.request = request;
        this.id = id;
        this.caller = caller;
        this.body = body;
    }

    /** The id under which the log knows the request. */
    String id() {
        return id;
    }

    /** The caller of a route that needs one. */
    Caller caller() {
        return caller.orElseThrow(() -> new IllegalStateException("a public route has no caller"));
    }

    /** The caller, as runs know people. */
    Actor actor() {
        return new Actor(caller().userId(), caller().user().role());
    }

    /** The body as JSON fields. */
    Input input() {
        return Input.of(body.json());
    }

    /** The body. */
    Body body() {
        return body;
    }

    /** The value of a path parameter. */
    String path(String name) {
        return request.path().pathParameters().get(name);
    }

    /** A query parameter; empty when it was not given, {@code ""} when given empty. */
    Optional<String> query(String name) {
        return request.query().contains(name) ? Optional.of(request.query().get(name)) : Optional.empty();
    }

    /** A whole-number query parameter within bounds. */
    long number(String name, long otherwise, long least, long most) {
        Optional<String> given = query(name).filter(text -> !text.isEmpty());
        if (given.isEmpty()) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(given.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException ignored) { // told as a problem of the parameter
        }
        throw Problem.badParameter(name, "%s must be a whole number from %d to %d".formatted(name, least, most))
                .asException();
    }

    /** The page size that was asked for. */
    int limit(int otherwise) {
        return (int) number("limit", otherwise, 1, 100);
    }

    /** The value of a header. */
    Optional<String> header(HeaderName name) {
        return request.headers().first(name);
    }

    /** The language the caller asked for ({@code Accept-Language}); Chinese unless English is preferred to it. */
    Language language() {
        return header(HeaderNames.ACCEPT_LANGUAGE)
                .filter(ranges -> ranges.length() <= MAX_RANGES)
                .map(Exchange::preferred)
                .orElse(Language.CHINESE);
    }

    /** The address the request came from. */
    String address() {
        return request.remotePeer().host();
    }

    /** The idempotency key; quotes around it, as the draft standard has them, are taken off. */
    Optional<String> idempotencyKey() {
        Optional<String> key = header(IDEMPOTENCY_KEY).map(Exchange::unquoted);
        if (key.filter(text -> text.isBlank() || text.length() > MAX_KEY).isPresent()) {
            throw Problem.of(
                            400,
                            "bad-request",
                            "The request is not valid",
                            "Idempotency-Key must have 1 to %d characters".formatted(MAX_KEY))
                    .asException();
        }
        return key;
    }

    /** Method and path: where an idempotency key counts. */
    String route() {
        return request.prologue().method().text() + " " + request.path().path();
    }

    // What is no list of languages, as RFC 9110 has it, asks for none.
    private static Language preferred(String ranges) {
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(ranges), LOCALES);
            return Locale.ENGLISH.equals(found) ? Language.ENGLISH : Language.CHINESE;
        } catch (IllegalArgumentException ignored) {
            return Language.CHINESE;
        }
    }

    private static String unquoted(String key) {
        boolean quoted = key.length() >= 2 && key.startsWith("\"") && key.endsWith("\"");
        return quoted ? key.substring(1, key.length() - 1) : key;
    }
}
