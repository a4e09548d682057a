package io.storyforge.runtime.execution;

import io.storyforge.runtime.execution.WalkMove.Result;
import io.storyforge.runtime.identity.Role;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunCommand;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.store.RunRecords.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The moves that a walk chooses from: what people, the clock, workers and administrators do, at a bad moment too. */
final class WalkMoves {
    private static final int RECENT = 15;

    private final WalkWorld world;
    private final WalkWords words;

    WalkMoves(WalkWorld world) {
        this.world = world;
        this.words = new WalkWords(world);
    }

    WalkMove next() {
        int dice = world.random.nextInt(100);
        if (world.runs.isEmpty() || dice < 12) {
            return create();
        }
        Optional<Run> busy = busy();
        if (dice < 60 && busy.isPresent() && busy.get().status() != RunStatus.BLOCKED) {
            return execute(busy.get(), world.chance(85) ? words.fitting(busy.get()) : words.stray());
        }
        int recent = Math.max(0, world.runs.size() - RECENT);
        List<String> runs = world.chance(80) ? world.runs.subList(recent, world.runs.size()) : world.runs;
        Run run = world.find(world.any(runs)).orElseThrow();
        if (dice < 64) {
            return execute(run, words.stray());
        }
        if (dice < 66) {
            return new WalkMove("rules", "", this::rule);
        }
        if (dice < 70) {
            return new WalkMove("wait", "", this::pause);
        }
        if (dice < 73) {
            return new WalkMove("expire", run.id(), () -> system(run, new RunCommand.Expire()));
        }
        if (dice < 76) {
            return retry(run);
        }
        return person(busy.filter(found -> world.chance(40)).orElse(run));
    }

    /** The move that brings a busy run nearer to its end. */
    WalkMove finish(Run run) {
        return switch (run.status()) {
            case BLOCKED -> person(run, new RunCommand.Answer(owner(run), words.answer(run)), owner(run));
            case CANCELLING -> execute(run, new RunCommand.AcknowledgeCancel());
            default -> execute(run, words.fitting(run));
        };
    }

    private Optional<Run> busy() {
        List<String> busy = world.busy();
        return busy.isEmpty() ? Optional.empty() : world.find(world.any(busy));
    }

    private WalkMove create() {
        RunRequest request = words.request();
        return new WalkMove(
                "create", "", () -> created(world.store.write(records -> world.service.create(records, request))));
    }

    private WalkMove retry(Run run) {
        String user = world.chance(80) ? owner(run) : world.any(WalkWorld.USERS);
        return new WalkMove(
                "retry",
                "",
                () -> world.store
                        .write(records -> world.service.retry(
                                records, user, records.runs().find(run.id()).orElseThrow()))
                        .map(this::created)
                        .orElse(Result.REFUSED));
    }

    private Result created(RunService.Creation creation) {
        return switch (creation) {
            case RunService.Creation.Created(Run run) -> {
                world.runs.add(run.id());
                yield Result.APPLIED;
            }
            case RunService.Creation.Denied ignored -> Result.REFUSED;
            case RunService.Creation.NoSession ignored -> Result.REFUSED;
        };
    }

    private WalkMove person(Run run) {
        String user = world.chance(90) ? owner(run) : world.any(WalkWorld.USERS);
        RunCommand command = words.ofPerson(user, run);
        if (!world.chance(10)) {
            return person(run, command, user);
        }
        return new WalkMove("abandoned " + command, run.id(), () -> abandon(run, command, user));
    }

    private WalkMove person(Run run, RunCommand command, String user) {
        return new WalkMove(
                command.toString(),
                run.id(),
                () -> result(world.store.write(
                        records -> world.service.command(records, new Actor(user, Role.MEMBER), run.id(), command))));
    }

    // Something breaks after the command was decided: the transaction must leave nothing.
    private Result abandon(Run run, RunCommand command, String user) {
        try {
            return world.store.write(records -> {
                var outcome = world.service.command(records, new Actor(user, Role.MEMBER), run.id(), command);
                throw new AbandonedException(outcome.toString());
            });
        } catch (AbandonedException ignored) { // it is what the move is for
            return Result.REFUSED;
        }
    }

    private WalkMove execute(Run run, RunCommand command) {
        RunJournal journal = world.any(world.journals);
        List<Lease> leases = world.leases.computeIfAbsent(run.id(), id -> new ArrayList<>());
        if (leases.isEmpty() || world.chance(8)) {
            return new WalkMove("claim", run.id(), () -> {
                leases.add(journal.claim(run.id()));
                return Result.NOTHING;
            });
        }
        Lease lease = world.chance(90) ? leases.getLast() : world.any(leases);
        return new WalkMove(command.toString(), run.id(), () -> record(journal, lease, command, leases));
    }

    private static Result record(RunJournal journal, Lease lease, RunCommand command, List<Lease> leases) {
        boolean newest = lease.equals(leases.getLast());
        try {
            boolean applied = journal.record(lease, command);
            if (!newest) {
                throw new AssertionError("an old lease was taken: " + lease);
            }
            return applied ? Result.APPLIED : Result.REFUSED;
        } catch (RunJournal.LeaseLostException e) {
            if (newest) {
                throw new AssertionError("the newest lease was refused", e);
            }
            return Result.REFUSED;
        }
    }

    private Result system(Run run, RunCommand command) {
        return result(world.store.write(records ->
                world.service.apply(records, records.runs().find(run.id()).orElseThrow(), command)));
    }

    private Result rule() {
        world.rule(words.rules());
        return Result.NOTHING;
    }

    private Result pause() {
        world.wait(world.chance(40) ? Duration.ofHours(1) : Duration.ofMillis(world.random.nextInt(5_000)));
        return Result.NOTHING;
    }

    private static Result result(RunService.Outcome outcome) {
        return outcome instanceof RunService.Outcome.Applied ? Result.APPLIED : Result.REFUSED;
    }

    private static String owner(Run run) {
        return run.lane().userId();
    }

    private static final class AbandonedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AbandonedException(String message) {
            super(message);
        }
    }
}
