package io.storyforge.runtime.run;

import java.util.Map;

/**
 * An event as a decision makes it, before the store numbers it.
 *
 * @param statusAfter the run's status once the event has happened
 * @param summary one line for people
 */
public record NewEvent(EventType type, RunStatus statusAfter, String summary, Map<String, Object> details) {}
