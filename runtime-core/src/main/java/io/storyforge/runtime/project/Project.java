package io.storyforge.runtime.project;

import java.time.Instant;

/**
 * A project.
 *
 * @param sample true for the labelled sample project
 */
public record Project(String id, String name, boolean sample, Instant createdAt) {}
