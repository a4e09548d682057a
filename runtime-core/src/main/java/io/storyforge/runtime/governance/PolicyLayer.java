package io.storyforge.runtime.governance;

import java.time.Instant;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One layer of policy.
 *
 * @param key what it applies to within its scope: the platform, project or user; {@code default} for system; the
 *     override's id for an admin override
 * @param policy rules by key; unknown keys are kept and shown, never obeyed
 * @param notice words for the people under an admin override; may be empty
 */
public record PolicyLayer(
        Scope scope, String key, Map<String, Object> policy, Optional<Instant> validUntil, String notice) {

    /** True when the layer no longer applies. */
    public boolean expired(Instant now) {
        return validUntil.filter(end -> !now.isBefore(end)).isPresent();
    }

    /** The name used where a rule's origin is told, such as {@code project/0193…}. */
    public String name() {
        return scope.key() + "/" + key;
    }

    // Instant's own text leaves the milliseconds out when they are zero.
    static String text(Instant time) {
        return new DateTimeFormatterBuilder()
                .appendInstant(3)
                .toFormatter(Locale.ROOT)
                .format(time);
    }

    Map<String, Object> asJson(Instant now) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("scope", scope.key());
        json.put("key", key);
        json.put("policy", policy);
        validUntil.ifPresent(end -> json.put("valid_until", text(end)));
        if (!notice.isEmpty()) {
            json.put("notice", notice);
        }
        json.put("expired", expired(now));
        return json;
    }
}
