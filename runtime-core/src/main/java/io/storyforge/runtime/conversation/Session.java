package io.storyforge.runtime.conversation;

import java.time.Instant;

/**
 * A conversation of a user with the main agent.
 *
 * @param projectId empty when it belongs to no project
 */
public record Session(String id, String userId, String projectId, String title, Instant createdAt, Instant updatedAt) {}
