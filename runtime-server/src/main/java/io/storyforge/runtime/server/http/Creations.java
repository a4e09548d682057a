package io.storyforge.runtime.server.http;

import io.storyforge.runtime.execution.RunService.Creation;
import io.storyforge.runtime.governance.PolicyGate.Violation;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.store.Records;
import java.util.List;
import java.util.Map;

/** What becomes of a request for a run, as an answer. */
final class Creations {
    private Creations() {}

    static Reply reply(Backend backend, Records records, Exchange exchange, int status, Creation creation) {
        return switch (creation) {
            case Creation.Created(Run run) -> Reply.json(status, RunViews.full(backend, records, exchange, run));
            case Creation.Denied(List<Violation> violations) -> throw denied(violations);
            case Creation.NoSession ignored -> throw Problem.notFound("session").asException();
        };
    }

    static ProblemException denied(List<Violation> violations) {
        String detail =
                String.join("; ", violations.stream().map(Violation::message).toList());
        return Problem.of(403, "policy-denied", "The policy does not allow it", detail)
                .with(
                        "errors",
                        violations.stream()
                                .map(violation ->
                                        Map.of("pointer", "", "code", violation.rule(), "detail", violation.message()))
                                .toList())
                .asException();
    }
}
