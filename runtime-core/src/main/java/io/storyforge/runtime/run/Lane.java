package io.storyforge.runtime.run;

/**
 * Where at most one run is active at a time: a user in a project.
 *
 * @param projectId empty for runs without a project
 */
public record Lane(String userId, String projectId) {}
