package io.storyforge.runtime.run;

import io.storyforge.runtime.governance.PolicyLayer;
import io.storyforge.runtime.run.Circumstances.LanePlace;
import io.storyforge.runtime.run.Explanation.Blocker;
import io.storyforge.runtime.run.Explanation.Code;
import io.storyforge.runtime.run.Explanation.Move;
import io.storyforge.runtime.run.Explanation.Party;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Says why a run stands where it stands. Pure. */
public final class Explainer {
    private static final String HALT = "halt";
    private static final Party RUNTIME = new Party(Party.Kind.RUNTIME, "");

    private Explainer() {}

    /** The explanation of the run under the circumstances. */
    public static Explanation explain(Circumstances given) {
        return switch (given.run().status()) {
            case NEEDS_CONFIRMATION -> unconfirmed(given);
            case QUEUED -> queued(given);
            case RUNNING, CANCELLING -> working(given);
            case BLOCKED -> blocked(given);
            case DONE, FAILED, CANCELLED, EXPIRED -> found(given, Code.ENDED, List.of(), List.of(Move.RETRY), Map.of());
        };
    }

    private static Explanation unconfirmed(Circumstances given) {
        Run run = given.run();
        Optional<Instant> end = run.head().state().times().expires();
        if (RunMachine.overdue(run, given.now())) {
            return found(given, Code.CONFIRMATION_OVERDUE, List.of(RUNTIME), List.of(Move.RUNTIME), Map.of());
        }
        if (given.rules().halted()) {
            return halted(given, Move.CONFIRM).until(earlier(end, haltEnds(given)));
        }
        if (given.rules().drift().stops()) {
            Map<String, Object> details = Map.of("rules", given.rules().drift().rules());
            return found(given, Code.CONFIRMATION_FORBIDDEN, List.of(), moves(Move.POLICY_CHANGES), details)
                    .until(end);
        }
        List<Move> moves = new ArrayList<>(List.of(Move.CONFIRM));
        if (end.isPresent()) {
            moves.add(Move.EXTEND);
        }
        moves.add(Move.CANCEL);
        List<String> others = given.rules().confirmers();
        Code code = others.isEmpty() ? Code.AWAITING_CONFIRMATION : Code.AWAITING_APPROVAL;
        List<Party> parties = others.isEmpty() ? List.of(owner(run)) : roles(others);
        return found(given, code, parties, moves, Map.of()).until(end);
    }

    private static Explanation queued(Circumstances given) {
        Optional<Blocker> before = given.lane().before();
        if (before.isPresent()) {
            return behind(given, before.get());
        }
        if (given.rules().halted()) {
            return halted(given, Move.POLICY_CHANGES).until(haltEnds(given));
        }
        return found(given, Code.STARTING, List.of(RUNTIME), List.of(Move.RUNTIME), Map.of());
    }

    private static Explanation behind(Circumstances given, Blocker before) {
        boolean asks = before.run().status() == RunStatus.BLOCKED;
        List<Party> parties = new ArrayList<>();
        parties.add(new Party(Party.Kind.RUN, before.run().key().id()));
        if (asks) {
            parties.add(owner(given.run()));
        }
        List<Move> moves = asks
                ? List.of(Move.BLOCKER_IS_ANSWERED, Move.BLOCKER_ENDS, Move.CANCEL)
                : List.of(Move.BLOCKER_ENDS, Move.CANCEL);
        return found(given, Code.BEHIND_RUN, parties, moves, Map.of());
    }

    private static Explanation halted(Circumstances given, Move then) {
        Optional<PolicyLayer> layer = given.rules().layerOf(HALT);
        String name = layer.map(PolicyLayer::name).orElse("");
        Map<String, Object> details = new LinkedHashMap<>(Map.of("rule", HALT, "layer", name));
        layer.map(PolicyLayer::notice).filter(text -> !text.isEmpty()).ifPresent(text -> details.put("notice", text));
        List<Move> moves = then == Move.POLICY_CHANGES
                ? moves(Move.POLICY_CHANGES)
                : List.of(Move.POLICY_CHANGES, then, Move.CANCEL);
        return found(given, Code.HALTED, List.of(new Party(Party.Kind.POLICY, name)), moves, details);
    }

    private static Explanation working(Circumstances given) {
        Run run = given.run();
        boolean stopping = run.status() == RunStatus.CANCELLING;
        OptionalInt running = run.plan().runningStep();
        if (running.isEmpty()) {
            Code code = stopping ? Code.STOPPING : Code.BETWEEN_STEPS;
            return found(given, code, List.of(RUNTIME), List.of(Move.RUNTIME), by(given, Map.of()));
        }
        PlanStep step = run.plan().steps().get(running.getAsInt());
        Map<String, Object> details = step(step, running.getAsInt());
        details.put("progress", step.progress().detail());
        Instant since = stopping ? given.since() : step.progress().started().orElse(given.since());
        List<Party> parties = List.of(new Party(Party.Kind.TOOL, step.tool()));
        List<Move> moves = stopping ? List.of(Move.TOOL_ANSWERS) : List.of(Move.TOOL_ANSWERS, Move.CANCEL);
        Code code = stopping ? Code.STOPPING : Code.TOOL_WORKS;
        return found(given, code, parties, moves, by(given, details)).since(since);
    }

    private static Explanation blocked(Circumstances given) {
        Run run = given.run();
        List<Party> parties = List.of(owner(run));
        List<Move> moves = List.of(Move.ANSWER, Move.CANCEL);
        if (run.waiting().isEmpty()) {
            return found(given, Code.AWAITING_ANSWER, parties, moves, Map.of());
        }
        Waiting waiting = run.waiting().get();
        Map<String, Object> details = step(run.plan().steps().get(waiting.stepIndex()), waiting.stepIndex());
        details.put("prompt", waiting.question().prompt());
        Code code = switch (waiting.reason()) {
            case PERSON_STEP -> Code.AWAITING_PERSON_STEP;
            case TOOL -> Code.AWAITING_ANSWER;
            case INTERRUPTED -> Code.AWAITING_WORD_ON_INTERRUPTED_STEP;
        };
        return found(given, code, parties, moves, details);
    }

    private static Map<String, Object> step(PlanStep step, int index) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("step_index", index);
        details.put("step_title", step.title());
        details.put("tool", step.tool());
        return details;
    }

    private static Map<String, Object> by(Circumstances given, Map<String, Object> details) {
        if (given.cancelledBy().isEmpty()) {
            return details;
        }
        Map<String, Object> all = new LinkedHashMap<>(details);
        all.put("by", given.cancelledBy());
        return all;
    }

    private static Party owner(Run run) {
        return new Party(Party.Kind.USER, run.lane().userId());
    }

    private static List<Party> roles(List<String> words) {
        return words.stream().map(word -> new Party(Party.Kind.ROLE, word)).toList();
    }

    private static List<Move> moves(Move first) {
        return List.of(first, Move.CANCEL);
    }

    private static Optional<Instant> haltEnds(Circumstances given) {
        return given.rules().layerOf(HALT).flatMap(PolicyLayer::validUntil);
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && other.isPresent()
                ? Optional.of(one.get().isBefore(other.get()) ? one.get() : other.get())
                : one.or(() -> other);
    }

    private static Explanation found(
            Circumstances given, Code code, List<Party> parties, List<Move> moves, Map<String, Object> details) {
        boolean queued = given.run().status() == RunStatus.QUEUED;
        LanePlace lane = given.lane();
        return new Explanation(
                code,
                given.since(),
                Optional.empty(),
                parties,
                moves,
                queued ? lane.ahead() + 1 : 0,
                queued ? lane.before() : Optional.empty(),
                details);
    }
}
