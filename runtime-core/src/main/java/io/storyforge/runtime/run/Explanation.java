package io.storyforge.runtime.run;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Why a run stands where it stands. Has no sentences: codes and what belongs into them, so that each reader can say it in
 * their own language. Codes keep their meaning; new ones may come.
 *
 * @param since when this reason began
 * @param until when it ends by itself; empty when nothing does that
 * @param waitsFor whom or what the run waits for, nearest first; empty when it waits for nothing
 * @param moves what would move it, likeliest first
 * @param queuePosition its place among the queued runs of its lane, counted from 1; 0 when it is not queued
 * @param blockedBy the run before it in its lane
 * @param details what else belongs to the code, as JSON values; see {@link Code}
 */
public record Explanation(
        Code code,
        Instant since,
        Optional<Instant> until,
        List<Party> waitsFor,
        List<Move> moves,
        long queuePosition,
        Optional<Blocker> blockedBy,
        Map<String, Object> details) {

    public Explanation {
        waitsFor = List.copyOf(waitsFor);
        moves = List.copyOf(moves);
        details = Map.copyOf(details);
    }

    Explanation since(Instant begun) {
        return new Explanation(code, begun, until, waitsFor, moves, queuePosition, blockedBy, details);
    }

    Explanation until(Optional<Instant> end) {
        return new Explanation(code, since, end, waitsFor, moves, queuePosition, blockedBy, details);
    }

    /** Why. */
    public enum Code {
        /** Its owner has to confirm it. */
        AWAITING_CONFIRMATION,
        /** The policy wants somebody else than its owner to confirm it. */
        AWAITING_APPROVAL,
        /** The policy lets nobody confirm it: {@code rules}. */
        CONFIRMATION_FORBIDDEN,
        /** The time to confirm it is over; it expires with the next look. */
        CONFIRMATION_OVERDUE,
        /** An administrator halted all runs: {@code rule}, {@code layer}, {@code notice}. */
        HALTED,
        /** Another run of its lane is before it. */
        BEHIND_RUN,
        /** Nothing is before it: it starts now. */
        STARTING,
        /** A tool works on a step: {@code step_index}, {@code step_title}, {@code tool}, {@code progress}. */
        TOOL_WORKS,
        /** The next step is about to start. */
        BETWEEN_STEPS,
        /** A person has to do a step: {@code step_index}, {@code step_title}, {@code prompt}. */
        AWAITING_PERSON_STEP,
        /** A tool asked a question: {@code step_index}, {@code step_title}, {@code tool}, {@code prompt}. */
        AWAITING_ANSWER,
        /** The server died during a step with effects, a person has to say what came of it; as for a question. */
        AWAITING_WORD_ON_INTERRUPTED_STEP,
        /** It was told to stop, and the step has to. As for a tool that works, with {@code by}. */
        STOPPING,
        /** It is over. */
        ENDED;

        /** The word in JSON. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What would move a run. */
    public enum Move {
        CONFIRM,
        EXTEND,
        CANCEL,
        ANSWER,
        RETRY,
        /** The run before it ends, in whatever way. */
        BLOCKER_ENDS,
        /** The question of the run before it is answered. */
        BLOCKER_IS_ANSWERED,
        /** An administrator ends or changes the policy layer that is named. */
        POLICY_CHANGES,
        /** The tool answers. */
        TOOL_ANSWERS,
        /** The runtime itself, within a second or two. */
        RUNTIME;

        /** The word in JSON. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Somebody or something that a run waits for.
     *
     * @param id a user's id, the word of a role, a run's id, a tool's key, or a policy layer's name
     */
    public record Party(Kind kind, String id) {
        /** What the id names. */
        public enum Kind {
            USER,
            ROLE,
            RUN,
            TOOL,
            POLICY,
            RUNTIME;

            /** The word in JSON. */
            public String key() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /**
     * The run before it.
     *
     * @param code why that one stands where it stands
     */
    public record Blocker(RunHead run, Code code) {}
}
