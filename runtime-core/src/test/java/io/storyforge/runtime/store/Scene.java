package io.storyforge.runtime.store;

import io.storyforge.runtime.run.EventType;
import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.NewEvent;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunCommand;
import io.storyforge.runtime.run.RunDecision;
import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.run.SampleRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/** An open store and the few moves that contract tests are told in. Safe for use by many threads. */
record Scene(RuntimeStore store, AtomicLong ids) implements AutoCloseable {
    static final Lane ANN = new Lane("ann", "shop");
    static final Lane BOB = new Lane("bob", "shop");
    static final Lane ANN_ALONE = new Lane("ann", "");
    static final Instant NOW = SampleRuns.NOW;

    static Scene of(RuntimeStore store) {
        return new Scene(store, new AtomicLong());
    }

    <T> T read(Function<Records, T> queries) {
        return store.read(queries);
    }

    <T> List<T> list(Function<Records, List<T>> queries) {
        return store.read(queries);
    }

    <T> Optional<T> find(Function<Records, Optional<T>> query) {
        return store.read(query);
    }

    void write(Consumer<Records> work) {
        boolean written = store.write(records -> {
            work.accept(records);
            return true;
        });
        if (!written) {
            throw new AssertionError("the store answered for the function");
        }
    }

    String newId() {
        return SampleRuns.id(ids.incrementAndGet());
    }

    Run draft(Lane lane) {
        String id = newId();
        return store.write(records -> insert(records, id, lane));
    }

    static Run insert(Records records, String id, Lane lane) {
        Run run = SampleRuns.unconfirmed(id, records.runs().nextNumber(lane), lane);
        records.runs().insert(run, List.of(SampleRuns.created()), NOW);
        return run;
    }

    Run apply(Run run, RunCommand command) {
        return store.write(records -> apply(records, run.id(), command));
    }

    static Run apply(Records records, String id, RunCommand command) {
        RunDecision.Accepted accepted = SampleRuns.accept(existing(records, id), command, NOW);
        records.runs().update(accepted.run(), accepted.events(), NOW);
        return accepted.run();
    }

    Run queued(Lane lane) {
        return apply(draft(lane), confirm());
    }

    Run running(Lane lane) {
        return promote(queued(lane));
    }

    Run promote(Run run) {
        return apply(run, new RunCommand.Promote("tools"));
    }

    Run cancel(Run run) {
        return apply(run, new RunCommand.Cancel("ann", "不需要了"));
    }

    Run stored(Run run) {
        return read(records -> existing(records, run.id()));
    }

    List<RunEvent> events(Run run) {
        return read(records -> records.runs().events(run.id(), 0, 1_000));
    }

    List<RunEvent> feed(String userId) {
        return read(records -> records.runs().feed(userId, Optional.empty(), 0, 10_000));
    }

    static RunCommand confirm() {
        return new RunCommand.Confirm("ann", "看过了", Optional.empty());
    }

    static NewEvent note(int number) {
        return new NewEvent(
                EventType.STEP_PROGRESS,
                RunStatus.RUNNING,
                "已检查 %d 个".formatted(number),
                Map.of("detail", "n" + number));
    }

    static Instant later(int seconds) {
        return NOW.plus(Duration.ofSeconds(seconds));
    }

    static Run existing(Records records, String id) {
        return records.runs().find(id).orElseThrow(() -> new AssertionError("run %s is not there".formatted(id)));
    }

    @Override
    public void close() {
        store.close();
    }
}
