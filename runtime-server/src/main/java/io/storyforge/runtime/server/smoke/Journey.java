package io.storyforge.runtime.server.smoke;

import io.storyforge.runtime.server.smoke.EventFeed.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The way of one run through a server, a method for each step; each answers what was seen, or fails. */
final class Journey {
    private static final String RUNS = "/v2/oneliner/runs";
    private static final String TITLE = "冒烟测试 (smoke test)";
    private static final Set<String> ENDS = Set.of("done", "failed", "cancelled", "expired");

    private final Server server;
    private final Supplier<String> ids;
    private final InstantSource clock;
    private final Duration patience;
    private Optional<EventFeed> feed = Optional.empty();
    private Map<?, ?> run = Map.of();
    private long seen;

    Journey(Server server, Supplier<String> ids, InstantSource clock, Duration patience) {
        this.server = server;
        this.ids = ids;
        this.clock = clock;
        this.patience = patience;
    }

    String ready() {
        return Readiness.ask(server);
    }

    String login() {
        Map<?, ?> me = server.get("/v2/me");
        return "%s, %s".formatted(Answers.text(me, "name"), Answers.text(me, "role"));
    }

    String plugins() {
        Map<?, ?> list = server.get("/plugins");
        List<String> broken = Answers.objects(list, "plugins")
                .filter(plugin -> !Answers.text(plugin, "status").equals("ACTIVE"))
                .map(plugin -> Answers.text(plugin, "id") + " is " + Answers.text(plugin, "status"))
                .toList();
        if (!broken.isEmpty()) {
            throw new SmokeFailure("not every plugin is active: " + String.join(", ", broken));
        }
        return "%d active".formatted(Answers.list(list, "plugins").size());
    }

    String stream() {
        EventFeed opened = EventFeed.follow(server);
        feed = Optional.of(opened);
        Event first = opened.next(patience)
                .orElseThrow(() ->
                        new SmokeFailure("the stream is open but says nothing; a proxy in between may hold it back"));
        if (!first.type().equals("stream.ready")) {
            throw new SmokeFailure("the stream starts with '%s', expected 'stream.ready'".formatted(first.type()));
        }
        return "open, after event " + Answers.number(first.data(), "position");
    }

    String create() {
        run = server.post(
                RUNS,
                ids.get(),
                Map.of(
                        "source_screen",
                        "smoke",
                        "source_action_key",
                        "smoke",
                        "title",
                        TITLE,
                        "plan_request",
                        Map.of("goal", TITLE, "steps", List.of(TITLE))));
        expect("needs_confirmation");
        return "run #%d waits for confirmation".formatted(Answers.number(run, "number"));
    }

    String confirm() {
        String digest = Answers.text(Answers.inner(run, "plan"), "digest");
        run = server.post(path("/confirm"), ids.get(), Map.of("reason", "smoke test", "plan_digest", digest));
        String status = Answers.text(run, "run_status");
        if (!status.equals("queued") && !status.equals("running")) {
            throw new SmokeFailure("the confirmed run is '%s', expected 'queued' or 'running'".formatted(status));
        }
        return status;
    }

    String answer() {
        await("run.blocked");
        run = server.get(path(""));
        expect("blocked");
        Map<?, ?> question = Answers.inner(run, "question");
        Map<?, ?> schema = Answers.inner(question, "input_schema");
        Map<String, Object> answer = new LinkedHashMap<>();
        Answers.list(schema, "required").forEach(name -> answer.put(name.toString(), "smoke test"));
        server.post(path("/answer"), ids.get(), Map.of("answer", answer, "question_id", Answers.text(question, "id")));
        return "the run's question is answered";
    }

    String follow() {
        await("run.done");
        return "%d events in order, the last is run.done".formatted(seen);
    }

    String result() {
        run = server.get(path(""));
        expect("done");
        long kept = Answers.list(server.get(path("/events")), "items").size();
        if (kept != seen) {
            throw new SmokeFailure("%d events are stored, %d came over the stream".formatted(kept, seen));
        }
        return Answers.text(run, "status_summary");
    }

    /** Tidies up, and says what stays on the server. */
    List<String> leave() {
        String id = Answers.text(run, "id");
        if (id.isEmpty()) {
            return List.of("Nothing is left behind.");
        }
        return List.of("Left behind: run %s of no project, %s, and its session.".formatted(id, ended()));
    }

    private String ended() {
        try {
            Map<?, ?> last = server.get(path(""));
            if (ENDS.contains(Answers.text(last, "run_status"))) {
                return Answers.text(last, "run_status");
            }
            return Answers.text(server.post(path("/cancel"), ids.get(), Map.of("reason", "smoke test")), "run_status");
        } catch (SmokeFailure e) {
            return "which could not be cancelled (%s)".formatted(e.getMessage());
        }
    }

    private void expect(String status) {
        String actual = Answers.text(run, "run_status");
        if (!actual.equals(status)) {
            throw new SmokeFailure("the run is '%s', expected '%s'".formatted(actual, status));
        }
    }

    private String path(String rest) {
        return RUNS + "/" + Answers.text(run, "id") + rest;
    }

    private void await(String type) {
        Instant end = clock.instant().plus(patience);
        EventFeed events = feed.orElseThrow(() -> new SmokeFailure("the stream is not open"));
        while (true) {
            Event event =
                    events.next(Duration.between(clock.instant(), end)).orElseThrow(() -> new SmokeFailure(late(type)));
            if (event.equals(Event.END)) {
                throw new SmokeFailure("the stream ended before " + type);
            }
            if (Answers.text(event.data(), "run_id").equals(Answers.text(run, "id"))) {
                note(event, type);
                if (event.type().equals(type)) {
                    return;
                }
            }
        }
    }

    private void note(Event event, String awaited) {
        long seq = Answers.number(event.data(), "seq");
        if (seq != seen + 1) {
            throw new SmokeFailure("event %d came, expected %d".formatted(seq, seen + 1));
        }
        seen = seq;
        String status = Answers.text(event.data(), "run_status");
        if (ENDS.contains(status) && !event.type().equals(awaited)) {
            throw new SmokeFailure(
                    "the run is %s before %s: %s".formatted(status, awaited, Answers.text(event.data(), "summary")));
        }
    }

    private String late(String type) {
        String status = Answers.text(server.get(path("")), "run_status");
        String hint = status.equals("queued") ? "; another run of the same user without a project holds the lane" : "";
        return "no %s within %d s, the run is '%s'%s".formatted(type, patience.toSeconds(), status, hint);
    }
}
