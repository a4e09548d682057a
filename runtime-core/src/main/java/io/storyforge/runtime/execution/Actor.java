package io.storyforge.runtime.execution;

import io.storyforge.runtime.identity.Role;

/** The person who looks at a run or gives it a command. */
public record Actor(String userId, Role role) {}
