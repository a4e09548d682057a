package io.storyforge.runtime.run;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How far a step is.
 *
 * @param detail its progress while it runs, what came out afterwards
 * @param answer what a person answered when the step asked; empty before
 * @param asked how many questions it has asked, the open one included
 */
public record StepProgress(
        StepStatus status,
        String detail,
        Map<String, Object> answer,
        Optional<Instant> started,
        Optional<Instant> finished,
        int asked) {
    static final StepProgress PENDING =
            new StepProgress(StepStatus.PENDING, "", Map.of(), Optional.empty(), Optional.empty(), 0);

    StepProgress begun(Instant now) {
        return new StepProgress(StepStatus.RUNNING, "", answer, Optional.of(now), Optional.empty(), asked);
    }

    StepProgress reported(String newDetail) {
        return new StepProgress(status, newDetail, answer, started, finished, asked);
    }

    StepProgress ended(StepStatus how, String newDetail, Instant now) {
        return new StepProgress(how, newDetail, answer, started, Optional.of(now), asked);
    }

    StepProgress again(Map<String, Object> newAnswer) {
        return new StepProgress(StepStatus.PENDING, "", newAnswer, Optional.empty(), Optional.empty(), asked);
    }

    StepProgress asking() {
        return new StepProgress(StepStatus.PENDING, "", Map.of(), Optional.empty(), Optional.empty(), asked + 1);
    }
}
