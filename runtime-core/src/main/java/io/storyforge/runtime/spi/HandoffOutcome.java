package io.storyforge.runtime.spi;

import java.util.function.Consumer;

/** The answer of a source to a pressed action. Plugins create it; only the host looks inside. */
public sealed interface HandoffOutcome {

    /** A draft of a run, which the host stores unconfirmed. */
    record Drafted(RunDraft draft) implements HandoffOutcome {}

    /** No run: the reason, in words for the user, at most 500 characters, saying what to do instead. */
    record Declined(String reason) implements HandoffOutcome {
        public Declined {
            reason = Limits.required("reason", reason, Limits.REASON);
        }
    }

    /** An outcome with the draft that the given code fills in. */
    static HandoffOutcome drafted(Consumer<RunDraft.Builder> content) {
        RunDraft.Builder builder = RunDraft.builder();
        content.accept(builder);
        return new Drafted(builder.build());
    }

    /** An outcome without a run. */
    static HandoffOutcome declined(String reason) {
        return new Declined(reason);
    }
}
