package io.storyforge.runtime.run;

/**
 * Where a run stands.
 *
 * @param summary one line for people
 * @param blockedReason why it waits for a person; empty unless blocked
 * @param executorKey the executor that works on it; empty before it started
 */
public record RunState(RunStatus status, String summary, String blockedReason, String executorKey, RunTimes times) {}
