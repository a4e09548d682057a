package io.storyforge.runtime.governance;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One change of the rules, or of who may do what: an entry of the audit log.
 *
 * @param action what was done, such as {@code layer.put} or {@code override.end}
 * @param object what it was done to, such as {@code admin_override/0193…} or {@code user/0193…}
 * @param reason why, in the actor's words; may be empty
 * @param details what exactly, as JSON
 */
public record GovernanceChange(
        String id, Origin origin, String action, String object, String reason, Map<String, Object> details) {

    /** Who made a change, with which request, and when. */
    public record Origin(String actorId, String requestId, Instant at) {
        /** The runtime itself, which no request asked and which is nobody. */
        public static Origin runtime(Instant at) {
            return new Origin("", "", at);
        }
    }

    /** What is written down of a layer that is put in force: its rules, and until when they hold. */
    public static Map<String, Object> details(PolicyLayer layer) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("policy", layer.policy());
        layer.validUntil().ifPresent(end -> details.put("valid_until", PolicyLayer.text(end)));
        return details;
    }
}
