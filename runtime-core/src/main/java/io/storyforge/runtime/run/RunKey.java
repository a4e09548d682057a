package io.storyforge.runtime.run;

/**
 * What names a run.
 *
 * @param number for people, counted per project from 1
 * @param sessionId the conversation that the run belongs to
 */
public record RunKey(String id, long number, String sessionId) {}
