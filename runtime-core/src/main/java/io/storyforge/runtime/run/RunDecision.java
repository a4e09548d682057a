package io.storyforge.runtime.run;

import java.util.List;

/** What {@link RunMachine} says to a command. */
public sealed interface RunDecision {

    /** The run as it is now, and what happened on the way, in order. */
    record Accepted(Run run, List<NewEvent> events) implements RunDecision {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /** Nothing changes. */
    record Refused(Refusal reason, String message, List<FieldProblem> problems) implements RunDecision {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /** Why a command was refused. */
    enum Refusal {
        /** The run is not in a state that allows it. */
        WRONG_STATE,
        /** The plan is not the one that was shown. */
        PLAN_CHANGED,
        /** The policy is not the one that was shown. */
        POLICY_CHANGED,
        /** The question is not the one that was answered. */
        QUESTION_CHANGED,
        /** The answer does not fit the question. */
        INVALID_ANSWER
    }

    /** A problem of one field of an answer. */
    record FieldProblem(String field, String code, String message) {}

    /** A refusal without field problems. */
    static RunDecision refused(Refusal reason, String message) {
        return new Refused(reason, message, List.of());
    }
}
