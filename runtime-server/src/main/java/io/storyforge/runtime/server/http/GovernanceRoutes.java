package io.storyforge.runtime.server.http;

import io.storyforge.runtime.governance.EffectivePolicy;
import io.storyforge.runtime.governance.GovernanceSnapshot;
import io.storyforge.runtime.governance.PolicyLayer;
import io.storyforge.runtime.governance.Scope;
import io.storyforge.runtime.server.json.Times;
import io.storyforge.runtime.spi.Limits;
import io.storyforge.runtime.store.RuntimeStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Policy layers, the effective policy, and admin overrides. */
final class GovernanceRoutes {
    private static final String BASE = "/v2/governance";

    private final RuntimeStore store;
    private final IdempotentWrites writes;
    private final InstantSource clock;
    private final Supplier<String> ids;

    GovernanceRoutes(RuntimeStore store, IdempotentWrites writes, InstantSource clock, Supplier<String> ids) {
        this.store = store;
        this.writes = writes;
        this.clock = clock;
        this.ids = ids;
    }

    List<Route> routes() {
        return List.of(
                Route.get(BASE + "/effective", this::effective),
                Route.get(BASE + "/layers/{scope}/{key}", this::layer).forAdmins(),
                Route.put(BASE + "/layers/{scope}/{key}", this::putLayer).forAdmins(),
                Route.get(BASE + "/overrides", this::overrides).forAdmins(),
                Route.post(BASE + "/overrides", this::override).forAdmins());
    }

    /** The effective policy with the layer that decided each key. */
    public record EffectiveView(
            String projectId,
            String platform,
            Map<String, Object> effectivePolicy,
            Map<String, String> decidedBy,
            List<Map<String, Object>> layers,
            Map<String, Object> activeAdminOverrideNotice) {}

    /** A layer as the API shows it. */
    public record LayerView(
            String scope, String key, Map<String, Object> policy, String validUntil, String notice, boolean expired) {}

    private Reply effective(Exchange exchange) {
        String projectId = exchange.query("project_id").orElse("");
        String platform = exchange.query("platform").orElse("");
        Instant now = clock.instant();
        return store.read(records -> {
            Projects.check(records, exchange.caller(), projectId);
            List<PolicyLayer> layers = records.policies()
                    .concerning(platform, projectId, exchange.caller().userId());
            EffectivePolicy policy = EffectivePolicy.merge(layers, now);
            GovernanceSnapshot snapshot = GovernanceSnapshot.of(projectId, platform, layers, now);
            return Reply.json(
                    200,
                    new EffectiveView(
                            projectId,
                            platform,
                            policy.rules(),
                            policy.decidedBy(),
                            snapshot.layers(),
                            snapshot.activeAdminOverrideNotice()));
        });
    }

    private Reply layer(Exchange exchange) {
        Scope scope = scope(exchange);
        return store.read(records -> records.policies()
                .find(scope, exchange.path("key"))
                .map(layer -> Reply.json(200, view(layer)))
                .orElseThrow(() -> Problem.notFound("layer").asException()));
    }

    private Reply putLayer(Exchange exchange) {
        Input input = exchange.input();
        Map<String, Object> policy = input.object("policy");
        Optional<Instant> validUntil = input.time("valid_until");
        input.check();
        Scope scope = scope(exchange);
        if (scope == Scope.ADMIN_OVERRIDE) {
            throw Problem.badParameter("scope", "overrides are made at %s/overrides".formatted(BASE))
                    .asException();
        }
        PolicyLayer layer = new PolicyLayer(scope, exchange.path("key"), policy, validUntil, "");
        return put(exchange, 200, layer);
    }

    private Reply overrides(Exchange exchange) {
        return store.read(records -> Reply.json(
                200,
                Page.whole(records.policies().inScope(Scope.ADMIN_OVERRIDE).stream()
                        .map(this::view)
                        .toList())));
    }

    private Reply override(Exchange exchange) {
        Input input = exchange.input();
        Map<String, Object> policy = input.object("policy");
        String notice = input.requiredText("notice", Limits.REASON);
        Optional<Instant> end = input.time("ends_at");
        if (end.isEmpty()) {
            input.report("ends_at", "required", "an override needs an end");
        }
        input.check();
        return put(exchange, 201, new PolicyLayer(Scope.ADMIN_OVERRIDE, ids.get(), policy, end, notice));
    }

    private Reply put(Exchange exchange, int status, PolicyLayer layer) {
        return writes.write(exchange, records -> {
            records.policies().put(layer);
            return Reply.json(status, view(layer));
        });
    }

    private LayerView view(PolicyLayer layer) {
        return new LayerView(
                layer.scope().key(),
                layer.key(),
                layer.policy(),
                Times.text(layer.validUntil()),
                layer.notice(),
                layer.expired(clock.instant()));
    }

    private static Scope scope(Exchange exchange) {
        return Scope.of(exchange.path("scope"))
                .orElseThrow(() -> Problem.notFound("scope").asException());
    }
}
