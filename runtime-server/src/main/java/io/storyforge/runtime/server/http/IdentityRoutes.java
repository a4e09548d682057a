package io.storyforge.runtime.server.http;

import io.storyforge.runtime.identity.Standing;
import io.storyforge.runtime.identity.User;
import io.storyforge.runtime.server.identity.Identities;
import io.storyforge.runtime.server.identity.RateLimit;
import io.storyforge.runtime.spi.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who I am, and opening and closing a browser session. */
final class IdentityRoutes {
    private final Identities identities;
    private final RateLimit logins;

    IdentityRoutes(Identities identities, RateLimit logins) {
        this.identities = identities;
        this.logins = logins;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/v2/me",
                        exchange -> Reply.json(200, MeView.of(exchange.caller().user()))),
                Route.post("/v2/login", this::login).open(),
                Route.post("/v2/logout", this::logout));
    }

    /** The caller as the API shows it. */
    public record MeView(String id, String name, String role, String status) {
        static MeView of(User user) {
            return new MeView(
                    user.id(), user.name(), user.role().key(), user.standing().key());
        }
    }

    private Reply login(Exchange exchange) {
        if (!logins.allows(exchange.address())) {
            throw Problem.of(429, "rate-limited", "Too many tries", "wait a minute and try again")
                    .withHeader("Retry-After", "60")
                    .asException();
        }
        Input input = exchange.input();
        Optional<String> secret =
                input.optionalText("code", Limits.LABEL).or(() -> input.optionalText("token", Limits.LABEL));
        if (secret.isEmpty()) {
            input.report("code", "required", "code or token is required");
        }
        input.check();
        Identities.Login login = identities
                .login(secret.orElseThrow())
                .orElseThrow(() -> Problem.of(
                                401,
                                "unauthenticated",
                                "Not logged in",
                                "the code or token is unknown, used or expired")
                        .asException());
        if (login.user().standing() != Standing.APPROVED) {
            throw Problem.of(403, "not-approved", "Not approved", "an administrator has to approve this user first")
                    .asException();
        }
        return Reply.json(200, MeView.of(login.user())).with("Set-Cookie", cookie(login.secret(), login.life()));
    }

    private Reply logout(Exchange exchange) {
        if (exchange.caller().byCookie()) {
            identities.logout(exchange.caller().secretHash());
        }
        return Reply.empty(204).with("Set-Cookie", cookie("", Duration.ZERO));
    }

    private static String cookie(String value, Duration life) {
        return "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax"
                .formatted(Authentication.COOKIE, value, life.toSeconds());
    }
}
