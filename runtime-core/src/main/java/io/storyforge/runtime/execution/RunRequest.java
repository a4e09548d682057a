package io.storyforge.runtime.execution;

import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.PlanStep;
import io.storyforge.runtime.run.RunBrief;
import io.storyforge.runtime.run.RunOrigin;
import java.util.List;
import java.util.Optional;

/**
 * A run as somebody asks for it.
 *
 * @param sessionId the conversation it belongs to; the current one when empty
 */
public record RunRequest(
        Lane lane, Optional<String> sessionId, RunOrigin origin, RunBrief brief, String goal, List<PlanStep> steps) {}
