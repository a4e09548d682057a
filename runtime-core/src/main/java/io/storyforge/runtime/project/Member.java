package io.storyforge.runtime.project;

/**
 * A user's place in a project.
 *
 * @param role {@code owner} or {@code member}
 */
public record Member(String userId, String userName, String role) {}
