package io.storyforge.runtime.run;

import java.util.Map;
import java.util.Optional;

/**
 * Who had a run cancelled, and why.
 *
 * @param by the user
 * @param reason in the user's words; may be empty
 */
public record Cancellation(String by, String reason) {

    /** What an event tells of it; empty for all but the one that a person's cancel made. */
    public static Optional<Cancellation> of(EventType type, Map<String, Object> details) {
        boolean cancels = type == EventType.CANCELLING || type == EventType.CANCELLED;
        return cancels && details.get("by") instanceof String by
                ? Optional.of(new Cancellation(by, details.get("reason") instanceof String reason ? reason : ""))
                : Optional.empty();
    }
}
