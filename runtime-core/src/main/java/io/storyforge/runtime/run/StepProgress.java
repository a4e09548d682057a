package io.storyforge.runtime.run;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How far a step is.
 *
 * @param detail its progress while it runs, what came out afterwards
 * @param answer what a person answered when the step asked; empty before
 */
public record StepProgress(
        StepStatus status,
        String detail,
        Map<String, Object> answer,
        Optional<Instant> started,
        Optional<Instant> finished) {
    static final StepProgress PENDING =
            new StepProgress(StepStatus.PENDING, "", Map.of(), Optional.empty(), Optional.empty());

    StepProgress begun(Instant now) {
        return new StepProgress(StepStatus.RUNNING, "", answer, Optional.of(now), Optional.empty());
    }

    StepProgress reported(String newDetail) {
        return new StepProgress(status, newDetail, answer, started, finished);
    }

    StepProgress ended(StepStatus how, String newDetail, Instant now) {
        return new StepProgress(how, newDetail, answer, started, Optional.of(now));
    }

    StepProgress again(Map<String, Object> newAnswer) {
        return new StepProgress(StepStatus.PENDING, "", newAnswer, Optional.empty(), Optional.empty());
    }
}
