package io.storyforge.runtime.governance;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The policy of one moment, frozen on a run when it is created. Shapes are those of the API. */
public record GovernanceSnapshot(
        String projectId,
        String platform,
        Map<String, Object> effectivePolicy,
        List<Map<String, Object>> layers,
        Map<String, Object> activeAdminOverrideNotice) {

    /** What a run without a project keeps: no policy of any project applies to it. */
    public static GovernanceSnapshot blank(String platform) {
        return new GovernanceSnapshot("", platform, Map.of(), List.of(), Map.of());
    }

    /** The snapshot of the given layers, expired ones shown as such. */
    public static GovernanceSnapshot of(String projectId, String platform, List<PolicyLayer> layers, Instant now) {
        List<PolicyLayer> ordered =
                layers.stream().sorted(Comparator.comparing(PolicyLayer::scope)).toList();
        return new GovernanceSnapshot(
                projectId,
                platform,
                EffectivePolicy.merge(ordered, now).rules(),
                ordered.stream().map(layer -> layer.asJson(now)).toList(),
                notice(ordered, now));
    }

    private static Map<String, Object> notice(List<PolicyLayer> layers, Instant now) {
        return layers.stream()
                .filter(layer -> layer.scope() == Scope.ADMIN_OVERRIDE && !layer.expired(now))
                .reduce((first, second) -> second)
                .map(GovernanceSnapshot::notice)
                .orElse(Map.of());
    }

    private static Map<String, Object> notice(PolicyLayer override) {
        Map<String, Object> notice = new LinkedHashMap<>();
        notice.put("id", override.key());
        notice.put("notice", override.notice());
        override.validUntil().ifPresent(end -> notice.put("ends_at", PolicyLayer.text(end)));
        return notice;
    }
}
