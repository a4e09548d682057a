package io.storyforge.runtime.server.http;

import io.storyforge.runtime.execution.RunExplanations;
import io.storyforge.runtime.run.Explanation;
import io.storyforge.runtime.run.Explanation.Blocker;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.store.Records;
import java.util.List;
import java.util.Optional;

/** Why a run waits, for everybody who may see the run. */
final class ExplainRoutes {
    private final Backend backend;

    ExplainRoutes(Backend backend) {
        this.backend = backend;
    }

    List<Route> routes() {
        return List.of(Route.get(RunRoutes.BASE + "/{id}/explain", this::explain));
    }

    private Reply explain(Exchange exchange) {
        return backend.store().read(records -> {
            Run run = backend.service()
                    .visible(records, exchange.actor(), exchange.path("id"))
                    .orElseThrow(() -> Problem.notFound("run").asException());
            Explanation why = new RunExplanations(records, backend.now()).of(run);
            return Reply.json(200, ExplanationView.of(records, run, why, visible(records, exchange, why)));
        });
    }

    // Who confirms for others sees one run of them, and none of what is before it.
    private Optional<Blocker> visible(Records records, Exchange exchange, Explanation why) {
        return why.blockedBy()
                .filter(before -> backend.service()
                        .visible(records, exchange.actor(), before.run().key().id())
                        .isPresent());
    }
}
