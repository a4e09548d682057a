package io.storyforge.runtime.execution;

import io.storyforge.runtime.governance.PolicyLayer;
import io.storyforge.runtime.governance.Scope;
import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.run.SampleRuns;
import io.storyforge.runtime.store.RunRecords.Lease;
import io.storyforge.runtime.store.RuntimeStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** What a walk acts on: a store, the service, two workers, a clock and a source of chance that only it moves. */
final class WalkWorld {
    static final List<String> USERS = List.of("ann", "bob", "cat");
    static final List<String> PROJECTS = List.of("shop", "studio", "");

    final RuntimeStore store;
    final Random random;
    final RunService service;
    final List<RunJournal> journals;
    final List<String> runs = new ArrayList<>();
    final Map<String, List<Lease>> leases = new HashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private Instant now = SampleRuns.NOW;
    private boolean halted;

    WalkWorld(RuntimeStore store, long seed) {
        this.store = store;
        this.random = new Random(seed);
        this.service = new RunService(this::now, () -> SampleRuns.id(ids.incrementAndGet()), "tools");
        this.journals = List.of(
                new RunJournal(store, service, this::now, "first"),
                new RunJournal(store, service, this::now, "second"));
    }

    Instant now() {
        return now;
    }

    void wait(Duration time) {
        now = now.plus(time);
    }

    boolean halted() {
        return halted;
    }

    /** Changes the rules, and moves the lanes on as the engine's sweep does. */
    void rule(Map<String, Object> rules) {
        halted = Boolean.TRUE.equals(rules.get("halt"));
        store.write(records -> {
            records.policies().put(new PolicyLayer(Scope.SYSTEM, "default", rules, Optional.empty(), ""));
            return lanes().stream()
                    .flatMap(lane -> service.promoteNext(records, lane).stream())
                    .count();
        });
    }

    List<Lane> lanes() {
        return USERS.stream()
                .flatMap(user -> PROJECTS.stream().map(project -> new Lane(user, project)))
                .toList();
    }

    Optional<Run> find(String runId) {
        return store.read(records -> records.runs().find(runId));
    }

    /** The ids of the runs that hold their lanes or wait for them. */
    List<String> busy() {
        return store.read(records -> records.runs()
                .inStatus(List.of(RunStatus.RUNNING, RunStatus.BLOCKED, RunStatus.CANCELLING, RunStatus.QUEUED)));
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
