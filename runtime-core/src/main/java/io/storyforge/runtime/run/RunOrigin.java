package io.storyforge.runtime.run;

/**
 * Where a run came from.
 *
 * @param sourceType {@code handoff}, {@code api} or {@code retry}
 * @param retryOf the run that this one repeats; empty when none
 */
public record RunOrigin(String sourceType, String sourceScreen, String sourceActionKey, String retryOf) {}
