package io.storyforge.runtime.run;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What can happen to a run. */
public enum EventType {
    CREATED,
    PLAN_CHANGED,
    POLICY_CHANGED,
    EXTENDED,
    CONFIRMED,
    QUEUED,
    STARTED,
    STEP_STARTED,
    STEP_PROGRESS,
    STEP_FINISHED,
    STEP_FAILED,
    BLOCKED,
    ANSWERED,
    RECOVERED,
    CANCELLING,
    CANCELLED,
    EXPIRED,
    DONE,
    FAILED,
    /** Stands for older events that were removed: {@code from} and {@code to}, its own number, in its details. */
    EVENTS_REMOVED;

    private static final Set<EventType> STEPS = EnumSet.of(STEP_STARTED, STEP_PROGRESS, STEP_FINISHED, STEP_FAILED);

    private final String key = "run." + name().toLowerCase(Locale.ROOT);

    /** The type with the given word. */
    public static EventType of(String key) {
        return Arrays.stream(values())
                .filter(type -> type.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("event type '%s' is unknown".formatted(key)));
    }

    /** True for what happens inside a run: the steps' events tell how it came out, the others what came out. */
    public boolean ofStep() {
        return STEPS.contains(this);
    }

    /** The word in JSON, SQL and streams, such as {@code run.created}. */
    public String key() {
        return key;
    }
}
