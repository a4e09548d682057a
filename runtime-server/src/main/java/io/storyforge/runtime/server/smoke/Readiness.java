package io.storyforge.runtime.server.smoke;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Whether a server takes requests. */
final class Readiness {
    private static final Duration BETWEEN = Duration.ofMillis(250);
    private static final Duration ONE_ANSWER = Duration.ofSeconds(5);

    private Readiness() {}

    static boolean await(URI base, Duration wait, InstantSource clock, Consumer<String> lines) {
        Instant end = clock.instant().plus(wait);
        try (Server server = new Server(base, Optional.empty(), ONE_ANSWER)) {
            while (true) {
                try {
                    lines.accept(ask(server));
                    return true;
                } catch (SmokeFailure e) {
                    if (!clock.instant().isBefore(end)) {
                        lines.accept(e.getMessage());
                        return false;
                    }
                }
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
        }
    }

    static String ask(Server server) {
        String status = Answers.text(server.get("/observe/health/ready"), "status");
        if (!status.equals("UP")) {
            throw new SmokeFailure("the server says it is '%s', expected 'UP'".formatted(status));
        }
        return "the server takes requests";
    }
}
