package io.storyforge.runtime.conversation;

import java.time.Instant;

/**
 * What was said in a session.
 *
 * @param role {@code user} or {@code agent}
 * @param runId the run whose result it is; empty when none
 * @param sourceScreen the screen that the person was on and speaks of; empty when none
 */
public record Message(
        String id,
        String sessionId,
        String role,
        String content,
        String runId,
        String sourceScreen,
        Instant createdAt) {}
