package io.storyforge.runtime.server.http;

import java.util.List;

/** The audit log of governance. */
final class AuditRoutes {
    private static final int LATEST = 20;

    private final Backend backend;

    AuditRoutes(Backend backend) {
        this.backend = backend;
    }

    List<Route> routes() {
        return List.of(Route.get("/v2/governance/changes", this::list).forAdmins());
    }

    private Reply list(Exchange exchange) {
        int limit = exchange.limit(LATEST);
        return backend.store()
                .read(records -> Reply.json(
                        200,
                        Page.of(
                                records.audit()
                                        .page(exchange.query("cursor").filter(last -> !last.isEmpty()), limit + 1),
                                limit,
                                entry -> AuditView.of(records, entry),
                                entry -> entry.change().id())));
    }
}
