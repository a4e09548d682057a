package io.storyforge.runtime.server.smoke;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Does the main job once against a server, and says in one line a step what it saw. */
public final class Smoke {
    private final Consumer<String> lines;

    private Smoke(Consumer<String> lines) {
        this.lines = lines;
    }

    /**
     * The server and who calls.
     *
     * @param patience how long one step may take
     */
    public record Target(URI base, String token, Duration patience) {}

    /**
     * Hands over a run that belongs to no project, confirms it, follows its events to the end and reads its result; then
     * presses one action of a plugin where the user has a project. A run that was not carried to its end is cancelled.
     * Blocks the calling thread.
     *
     * @param ids a new id for each request that must not be carried out twice
     * @return whether every step went well
     */
    public static boolean run(Target target, Supplier<String> ids, InstantSource clock, Consumer<String> lines) {
        Smoke smoke = new Smoke(lines);
        try (Server server = new Server(target.base(), Optional.of(target.token()), target.patience())) {
            Journey journey = new Journey(server, ids, clock, target.patience());
            HandoffPress handoff = new HandoffPress(server, ids);
            boolean passed = smoke.steps(journey) && smoke.step("handoff", handoff::press);
            journey.leave().forEach(lines);
            handoff.left().map("Left behind: %s."::formatted).ifPresent(lines);
            return passed;
        }
    }

    /**
     * Asks whether the server takes requests, again and again until it does or the time is over.
     *
     * @return whether it does
     */
    public static boolean ready(URI base, Duration wait, InstantSource clock, Consumer<String> lines) {
        return Readiness.await(base, wait, clock, lines);
    }

    private boolean steps(Journey journey) {
        return step("ready", journey::ready)
                && step("login", journey::login)
                && step("plugins", journey::plugins)
                && step("stream", journey::stream)
                && step("create", journey::create)
                && step("confirm", journey::confirm)
                && step("answer", journey::answer)
                && step("follow", journey::follow)
                && step("result", journey::result);
    }

    private boolean step(String name, Supplier<String> work) {
        try {
            lines.accept("ok     %-8s %s".formatted(name, work.get()));
            return true;
        } catch (NothingToDo e) {
            lines.accept("none   %-8s %s".formatted(name, e.getMessage()));
            return true;
        } catch (SmokeFailure e) {
            lines.accept("FAILED %-8s %s".formatted(name, e.getMessage()));
            return false;
        }
    }
}
