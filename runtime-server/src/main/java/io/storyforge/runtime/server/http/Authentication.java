package io.storyforge.runtime.server.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.storyforge.runtime.identity.Standing;
import io.storyforge.runtime.identity.User;
import io.storyforge.runtime.server.http.Route.Access;
import io.storyforge.runtime.server.identity.Caller;
import io.storyforge.runtime.server.identity.Identities;
import io.storyforge.runtime.server.identity.Secrets;
import java.util.Optional;

/** The one place that says who is calling and whether they may: by bearer token or by the cookie of a session. */
final class Authentication {
    // Not __Host-: that needs TLS, and the server is reached over plain HTTP on loopback or behind a proxy.
    static final String COOKIE = "storyforge_session";
    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final String BEARER = "Bearer ";

    private final Identities identities;

    Authentication(Identities identities) {
        this.identities = identities;
    }

    Optional<Caller> caller(ServerRequest request, Route route) {
        if (route.access() == Access.PUBLIC) {
            return Optional.empty();
        }
        Caller caller = identify(request).orElseThrow(Authentication::unauthenticated);
        if (caller.user().standing() != Standing.APPROVED) {
            String why = caller.user().standing() == Standing.PENDING
                    ? "an administrator has to approve this user first"
                    : "this user is disabled";
            throw Problem.of(403, "not-approved", "Not approved", why).asException();
        }
        if (caller.byCookie() && !route.method().equals("GET")) {
            refuseForgery(request);
        }
        if (route.access() == Access.ADMIN && !caller.admin()) {
            throw Problem.forbidden("administrators only").asException();
        }
        return Optional.of(caller);
    }

    private Optional<Caller> identify(ServerRequest request) {
        Optional<String> header = request.headers().first(HeaderNames.AUTHORIZATION);
        if (header.isPresent()) {
            return header.filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                    .flatMap(value -> caller(value.substring(BEARER.length()).strip(), false));
        }
        return request.headers().cookies().first(COOKIE).asOptional().flatMap(secret -> caller(secret, true));
    }

    private Optional<Caller> caller(String secret, boolean byCookie) {
        String hash = Secrets.hash(secret);
        Optional<User> user = identities.user(hash);
        return user.map(known -> new Caller(known, hash, byCookie));
    }

    /** Refuses a request that a page of another site may have made the browser send. */
    static void refuseForgery(ServerRequest request) {
        Optional<String> site = request.headers().first(FETCH_SITE);
        boolean own = site.isPresent()
                ? site.get().equals("same-origin") || site.get().equals("none")
                : sameOrigin(request);
        if (!own) {
            throw Problem.forbidden("the request came from another site").asException();
        }
    }

    private static boolean sameOrigin(ServerRequest request) {
        Optional<String> host = request.headers().first(HeaderNames.HOST);
        Optional<String> origin = request.headers().first(HeaderNames.ORIGIN);
        return host.isPresent()
                && origin.filter(text -> text.equals("http://" + host.get()) || text.equals("https://" + host.get()))
                        .isPresent();
    }

    private static ProblemException unauthenticated() {
        return Problem.of(401, "unauthenticated", "Not logged in", "send a valid token or log in")
                .withHeader("WWW-Authenticate", "Bearer")
                .asException();
    }
}
