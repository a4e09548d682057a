package io.storyforge.runtime.run;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The states of a run; {@link RunMachine} holds the only ways between them. */
public enum RunStatus {
    NEEDS_CONFIRMATION,
    QUEUED,
    RUNNING,
    BLOCKED,
    CANCELLING,
    DONE,
    FAILED,
    CANCELLED,
    EXPIRED;

    /** The status with the given word in JSON and SQL. */
    public static Optional<RunStatus> of(String key) {
        return Arrays.stream(values())
                .filter(status -> status.key().equals(key))
                .findFirst();
    }

    /** The word in JSON and SQL, such as {@code needs_confirmation}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True while the run holds its lane. */
    public boolean active() {
        return this == RUNNING || this == BLOCKED || this == CANCELLING;
    }

    /** True when nothing can change the run any more. */
    public boolean terminal() {
        return this == DONE || this == FAILED || this == CANCELLED || this == EXPIRED;
    }

    /** What a person can do with a run in this state, as the words of the API. */
    public List<String> allowedActions() {
        return switch (this) {
            case NEEDS_CONFIRMATION -> List.of("confirm", "cancel", "edit");
            case QUEUED, RUNNING -> List.of("cancel");
            case BLOCKED -> List.of("answer", "cancel");
            case CANCELLING -> List.of();
            case DONE, FAILED, CANCELLED, EXPIRED -> List.of("retry");
        };
    }
}
