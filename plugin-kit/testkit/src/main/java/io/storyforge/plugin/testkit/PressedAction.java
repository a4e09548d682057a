package io.storyforge.plugin.testkit;

import io.storyforge.runtime.spi.HandoffOutcome;
import io.storyforge.runtime.spi.RunDraft;
import java.util.function.Consumer;

/** What a source answered to a pressed action. */
public record PressedAction(String actionKey, HandoffOutcome outcome) {

    /** The draft; fails the test when the source declined. */
    public RunDraft drafted() {
        return switch (outcome) {
            case HandoffOutcome.Drafted(RunDraft draft) -> draft;
            case HandoffOutcome.Declined(String reason) ->
                throw new AssertionError("'%s' was declined: %s".formatted(actionKey, reason));
        };
    }

    /** Checks the draft; fails the test when the source declined. */
    public PressedAction drafted(Consumer<RunDraft> check) {
        check.accept(drafted());
        return this;
    }

    /** The reason in words for the user; fails the test when the source drafted a run. */
    public String declined() {
        return switch (outcome) {
            case HandoffOutcome.Declined(String reason) -> reason;
            case HandoffOutcome.Drafted(RunDraft draft) ->
                throw new AssertionError("'%s' was drafted: %s".formatted(actionKey, draft.title()));
        };
    }

    /** Checks the reason; fails the test when the source drafted a run. */
    public PressedAction declined(Consumer<String> check) {
        check.accept(declined());
        return this;
    }
}
