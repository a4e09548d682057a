package io.storyforge.runtime.execution;

import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.Plan;
import io.storyforge.runtime.run.RunBrief;
import io.storyforge.runtime.run.RunOrigin;
import java.util.Optional;

/**
 * A run as somebody asks for it.
 *
 * @param sessionId the conversation it belongs to; the current one when empty
 */
public record RunRequest(Lane lane, Optional<String> sessionId, RunOrigin origin, RunBrief brief, Plan plan) {
    /** A request; its plan's digest is computed now, on the caller's thread, and not in the store's transaction. */
    public RunRequest {
        var _ = plan.digest();
    }
}
