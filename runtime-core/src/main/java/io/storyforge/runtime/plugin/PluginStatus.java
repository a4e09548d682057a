package io.storyforge.runtime.plugin;

import java.time.Instant;
import java.util.Optional;

/** Whether a plugin can be used. */
public sealed interface PluginStatus {

    /** It answers hand-offs; when it came into use and how long loading and starting it took. */
    record Active(Instant since, long startMillis) implements PluginStatus {}

    /** The operator does not want it. */
    record Disabled(String reason) implements PluginStatus {}

    /** A rule forbids it; none of its code ran, or it was stopped again. */
    record Refused(PluginProblem cause) implements PluginStatus {}

    /** Its own code failed before it could be used. */
    record Failed(PluginProblem cause) implements PluginStatus {}

    /** Its hand-offs failed in a row; none is tried before the time. */
    record Quarantined(Instant since, Instant retryAt, PluginProblem cause) implements PluginStatus {}

    /** It is loaded and not running. */
    record Stopped() implements PluginStatus {}

    /** The word in the API. */
    default String key() {
        return switch (this) {
            case Active ignored -> "ACTIVE";
            case Disabled ignored -> "DISABLED";
            case Refused ignored -> "REFUSED";
            case Failed ignored -> "FAILED";
            case Quarantined ignored -> "QUARANTINED";
            case Stopped ignored -> "STOPPED";
        };
    }

    /** Why it is not used. */
    default Optional<PluginProblem> problem() {
        return switch (this) {
            case Refused(PluginProblem problem) -> Optional.of(problem);
            case Failed(PluginProblem problem) -> Optional.of(problem);
            case Quarantined(Instant since, Instant retryAt, PluginProblem problem) -> Optional.of(problem);
            case Active ignored -> Optional.empty();
            case Disabled ignored -> Optional.empty();
            case Stopped ignored -> Optional.empty();
        };
    }
}
