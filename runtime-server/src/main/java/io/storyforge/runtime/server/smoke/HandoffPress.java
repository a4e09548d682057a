package io.storyforge.runtime.server.smoke;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Presses one action of a plugin in a project that is there, and cancels the run that comes of it: what it would do is for
 * the people of that project to confirm.
 */
final class HandoffPress {
    private static final int DECLINED = 422;

    private final Server server;
    private final Supplier<String> ids;
    private Optional<String> left = Optional.empty();

    HandoffPress(Server server, Supplier<String> ids) {
        this.server = server;
        this.ids = ids;
    }

    /** The fields that a page sends for one of its buttons. */
    private record Button(String screen, String action, String effect, Map<?, ?> fields) {}

    String press() {
        Map<?, ?> project = project();
        String declined = "no plugin has an action";
        for (Button button : buttons()) {
            try {
                return pressed(project, button);
            } catch (SmokeFailure e) {
                if (e.status() != DECLINED) {
                    throw e;
                }
                declined = "every action is declined, the last one so: " + e.getMessage();
            }
        }
        throw new NothingToDo(declined);
    }

    /** What stays on the server. */
    Optional<String> left() {
        return left;
    }

    private String pressed(Map<?, ?> project, Button button) {
        Map<?, ?> run = server.post(
                "/v2/oneliner/handoffs",
                ids.get(),
                Map.of(
                        "project_id",
                        Answers.text(project, "id"),
                        "source_screen",
                        button.screen(),
                        "source_action_key",
                        button.action(),
                        "fields",
                        button.fields()));
        String path = "/v2/oneliner/runs/" + Answers.text(run, "id");
        String place = "run %s of project '%s'".formatted(Answers.text(run, "id"), Answers.text(project, "name"));
        String status = Answers.text(run, "run_status");
        left = Optional.of(place + ", " + status);
        int steps = Answers.list(Answers.inner(run, "plan"), "steps").size();
        if (!status.equals("needs_confirmation") || steps == 0) {
            throw new SmokeFailure("%s/%s became a run that is '%s' with %d steps"
                    .formatted(button.screen(), button.action(), status, steps));
        }
        String end =
                Answers.text(server.post(path + "/cancel", ids.get(), Map.of("reason", "smoke test")), "run_status");
        if (!end.equals("cancelled")) {
            throw new SmokeFailure("the cancelled run is '%s'".formatted(end));
        }
        left = Optional.of(place + ", cancelled");
        return "%s/%s became a plan of %d steps".formatted(button.screen(), button.action(), steps);
    }

    /** The sample project where there is one: its people mind one more run least. */
    private Map<?, ?> project() {
        return Answers.objects(server.get("/v2/projects"), "items")
                .min(Comparator.comparing(project -> !Boolean.TRUE.equals(project.get("sample"))))
                .orElseThrow(() -> new NothingToDo("this user has no project to press an action in"));
    }

    /** Those that only read come first. */
    private List<Button> buttons() {
        return Answers.objects(server.get("/v2/oneliner/handoff-sources"), "items")
                .flatMap(HandoffPress::buttons)
                .sorted(Comparator.comparing(button -> !button.effect().equals("read_only")))
                .toList();
    }

    private static Stream<Button> buttons(Map<?, ?> source) {
        return Answers.objects(source, "actions")
                .map(action -> new Button(
                        Answers.text(source, "screen"),
                        Answers.text(action, "key"),
                        Answers.text(action, "effect"),
                        Answers.objects(action, "offers")
                                .findFirst()
                                .<Map<?, ?>>map(offer -> Answers.inner(offer, "fields"))
                                .orElse(Map.of())));
    }
}
