package io.storyforge.runtime.server.http;

import io.storyforge.runtime.identity.Standing;
import io.storyforge.runtime.identity.User;
import io.storyforge.runtime.server.json.Times;
import io.storyforge.runtime.spi.Limits;
import java.util.List;
import java.util.Map;

/** Who there is, and approving and disabling them. Users are made on the command line. */
final class UserRoutes {
    private static final String BASE = "/v2/users";
    private static final List<String> STATUSES = List.of("approved", "disabled", "pending");

    private final Backend backend;
    private final Audit audit;

    UserRoutes(Backend backend) {
        this.backend = backend;
        this.audit = new Audit(backend);
    }

    List<Route> routes() {
        return List.of(
                Route.get(BASE, this::list).forAdmins(),
                Route.post(BASE + "/{id}/status", this::changeStatus).forAdmins());
    }

    /** A user as administrators see one. */
    public record UserView(String id, String name, String role, String status, String createdAt) {
        static UserView of(User user) {
            return new UserView(
                    user.id(), user.name(), user.role().key(), user.standing().key(), Times.text(user.createdAt()));
        }
    }

    private Reply list(Exchange exchange) {
        return backend.store()
                .read(records -> Reply.json(
                        200,
                        Page.whole(records.identities().all().stream()
                                .map(UserView::of)
                                .toList())));
    }

    private Reply changeStatus(Exchange exchange) {
        Input input = exchange.input();
        String status = input.requiredText("status", 20);
        if (!status.isEmpty() && !STATUSES.contains(status)) {
            input.report("status", "invalid", "status must be one of " + String.join(", ", STATUSES));
        }
        String reason = input.text("reason", Limits.REASON);
        input.check();
        String id = exchange.path("id");
        if (id.equals(exchange.caller().userId())) {
            throw Problem.forbidden("nobody changes their own status").asException();
        }
        Standing standing = Standing.of(status);
        return backend.writes().write(exchange, records -> {
            User user = records.identities()
                    .find(id)
                    .orElseThrow(() -> Problem.notFound("user").asException());
            records.identities().changeStanding(id, standing);
            audit.record(
                    records,
                    exchange,
                    Audit.because("user.status", reason),
                    "user/" + id,
                    Map.of("name", user.name(), "from", user.standing().key(), "to", status));
            return Reply.json(200, UserView.of(user.with(standing)));
        });
    }
}
