package io.storyforge.runtime.server.http;

import io.storyforge.runtime.governance.EffectivePolicy;
import io.storyforge.runtime.governance.GovernanceChange;
import io.storyforge.runtime.governance.GovernanceSnapshot;
import io.storyforge.runtime.governance.PolicyLayer;
import io.storyforge.runtime.governance.Scope;
import io.storyforge.runtime.server.json.Times;
import io.storyforge.runtime.spi.Limits;
import io.storyforge.runtime.store.Records;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Policy layers, the effective policy, and admin overrides. */
final class GovernanceRoutes {
    private static final String BASE = "/v2/governance";

    private final Backend backend;
    private final Audit audit;

    GovernanceRoutes(Backend backend) {
        this.backend = backend;
        this.audit = new Audit(backend);
    }

    List<Route> routes() {
        return List.of(
                Route.get(BASE + "/effective", this::effective),
                Route.get(BASE + "/layers/{scope}/{key}", this::layer).forAdmins(),
                Route.put(BASE + "/layers/{scope}/{key}", this::putLayer).forAdmins(),
                Route.get(BASE + "/overrides", this::overrides).forAdmins(),
                Route.post(BASE + "/overrides", this::override).forAdmins(),
                Route.post(BASE + "/overrides/{id}/end", this::endOverride).forAdmins());
    }

    /** The effective policy with the layer that decided each key. */
    public record EffectiveView(
            String projectId,
            String platform,
            Map<String, Object> effectivePolicy,
            Map<String, String> decidedBy,
            List<Map<String, Object>> layers,
            Map<String, Object> activeAdminOverrideNotice) {}

    /** A layer as the API shows it; an override with who made and ended it, and why. */
    public record LayerView(
            String scope,
            String key,
            Map<String, Object> policy,
            String validUntil,
            String notice,
            boolean expired,
            List<AuditView> changes) {}

    private Reply effective(Exchange exchange) {
        String projectId = exchange.query("project_id").orElse("");
        String platform = exchange.query("platform").orElse("");
        Instant now = backend.clock().instant();
        return backend.store().read(records -> {
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
        return backend.store()
                .read(records -> records.policies()
                        .find(scope, exchange.path("key"))
                        .map(layer -> Reply.json(200, view(records, layer)))
                        .orElseThrow(() -> Problem.notFound("layer").asException()));
    }

    private Reply putLayer(Exchange exchange) {
        Input input = exchange.input();
        Map<String, Object> policy = input.object("policy");
        Optional<Instant> validUntil = input.time("valid_until");
        String reason = input.text("reason", Limits.REASON);
        input.check();
        Scope scope = scope(exchange);
        if (scope == Scope.ADMIN_OVERRIDE) {
            throw Problem.badParameter("scope", "overrides are made at %s/overrides".formatted(BASE))
                    .asException();
        }
        PolicyLayer layer = new PolicyLayer(scope, exchange.path("key"), policy, validUntil, "");
        return put(exchange, 200, layer, Audit.because("layer.put", reason));
    }

    private Reply overrides(Exchange exchange) {
        return backend.store()
                .read(records -> Reply.json(
                        200,
                        Page.whole(records.policies().inScope(Scope.ADMIN_OVERRIDE).stream()
                                .map(layer -> view(records, layer))
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
        String reason = input.text("reason", Limits.REASON);
        input.check();
        PolicyLayer layer = new PolicyLayer(Scope.ADMIN_OVERRIDE, backend.ids().get(), policy, end, notice);
        return put(exchange, 201, layer, Audit.because("override.create", reason));
    }

    private Reply endOverride(Exchange exchange) {
        Input input = exchange.input();
        String reason = input.requiredText("reason", Limits.REASON);
        input.check();
        return backend.writes().write(exchange, records -> {
            PolicyLayer layer = records.policies()
                    .find(Scope.ADMIN_OVERRIDE, exchange.path("id"))
                    .orElseThrow(() -> Problem.notFound("override").asException());
            if (layer.expired(backend.now())) {
                throw Problem.of(409, "wrong-state", "The override is over", "this override is not in force any more")
                        .asException();
            }
            PolicyLayer ended = new PolicyLayer(
                    layer.scope(), layer.key(), layer.policy(), Optional.of(backend.now()), layer.notice());
            records.policies().put(ended);
            audit.record(records, exchange, Audit.because("override.end", reason), ended.name(), Map.of());
            return Reply.json(200, view(records, ended));
        });
    }

    private Reply put(Exchange exchange, int status, PolicyLayer layer, Audit.Reason why) {
        return backend.writes().write(exchange, records -> {
            records.policies().put(layer);
            audit.record(records, exchange, why, layer.name(), GovernanceChange.details(layer));
            return Reply.json(status, view(records, layer));
        });
    }

    private LayerView view(Records records, PolicyLayer layer) {
        return new LayerView(
                layer.scope().key(),
                layer.key(),
                layer.policy(),
                Times.text(layer.validUntil()),
                layer.notice(),
                layer.expired(backend.clock().instant()),
                layer.scope() == Scope.ADMIN_OVERRIDE ? audit.of(records, layer.name()) : List.of());
    }

    private static Scope scope(Exchange exchange) {
        return Scope.of(exchange.path("scope"))
                .orElseThrow(() -> Problem.notFound("scope").asException());
    }
}
