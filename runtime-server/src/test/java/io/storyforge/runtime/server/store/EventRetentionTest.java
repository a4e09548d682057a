package io.storyforge.runtime.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.run.EventType;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunCommand;
import io.storyforge.runtime.run.RunDecision;
import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.run.SampleRuns;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old events of steps go, and one event says from which to which. */
class EventRetentionTest {
    private static final Duration KEEP = Duration.ofDays(90);
    private static final String ENDED = SampleRuns.id(1);
    private static final String OPEN = SampleRuns.id(2);

    @TempDir
    private Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(SampleRuns.NOW);
    private Optional<SqliteStore> opened = Optional.empty();

    @BeforeEach
    void fill() {
        AtomicLong ids = new AtomicLong();
        opened = Optional.of(SqliteStore.open(folder, now::get, () -> SampleRuns.id(ids.incrementAndGet())));
        insert(ENDED, 1);
        command(ENDED, new RunCommand.Confirm("user-1", "", Optional.empty()));
        command(ENDED, new RunCommand.Promote("tools"));
        command(ENDED, new RunCommand.StartStep(0));
        command(ENDED, new RunCommand.ReportProgress(0, "一半"));
        command(ENDED, new RunCommand.FinishStep(0, "好了"));
        command(ENDED, new RunCommand.StartStep(1));
        command(ENDED, new RunCommand.FailStep(1, "坏了"));
        insert(OPEN, 2);
        command(OPEN, new RunCommand.Confirm("user-1", "", Optional.empty()));
        command(OPEN, new RunCommand.Promote("tools"));
        command(OPEN, new RunCommand.StartStep(0));
    }

    @AfterEach
    void close() {
        opened.ifPresent(SqliteStore::close);
    }

    @Test
    void nothingGoesBeforeItsTime() {
        now.set(SampleRuns.NOW.plus(KEEP));
        List<RunEvent> before = events(ENDED, 0);

        sweep();

        assertThat(events(ENDED, 0)).isEqualTo(before);
    }

    @Test
    void stepsOfARunThatEndedLongAgoGoAndTheGapIsTold() {
        now.set(SampleRuns.NOW.plus(KEEP).plusMillis(1));
        List<RunEvent> before = events(ENDED, 0);
        long first = seq(before, EventType.STEP_STARTED);

        sweep();

        List<RunEvent> after = events(ENDED, 0);
        RunEvent gap = after.get((int) first - 1);
        long last = gap.place().seq();
        assertThat(gap.content().type()).isEqualTo(EventType.EVENTS_REMOVED);
        assertThat(gap.content().details().get("from")).hasToString(Long.toString(first));
        assertThat(gap.content().details().get("to")).hasToString(Long.toString(last));
        assertThat(gap.content().details().get("removed_at")).asString().startsWith("2027-");
        assertThat(after.stream().filter(event -> event.content().type() != EventType.EVENTS_REMOVED))
                .containsExactlyElementsOf(before.stream()
                        .filter(event ->
                                event.place().seq() < first || event.place().seq() > last)
                        .toList());
        assertThat(after.stream().map(event -> event.content().type())).noneMatch(EventType::ofStep);
    }

    @Test
    void whoReadsOnFromWithinTheGapIsToldOfIt() {
        now.set(SampleRuns.NOW.plus(KEEP).plusMillis(1));
        List<RunEvent> before = events(ENDED, 0);
        RunEvent middle = before.stream()
                .filter(event -> event.content().type() == EventType.STEP_PROGRESS)
                .findFirst()
                .orElseThrow();

        sweep();

        assertThat(events(ENDED, middle.place().seq()).getFirst().content().type())
                .isEqualTo(EventType.EVENTS_REMOVED);
        assertThat(store().read(records -> records.runs()
                                .feed("user-1", Optional.empty(), middle.place().position(), 1))
                        .getFirst()
                        .content()
                        .type())
                .isEqualTo(EventType.EVENTS_REMOVED);
    }

    @Test
    void runsThatAreNotOverKeepEverything() {
        now.set(SampleRuns.NOW.plus(KEEP.multipliedBy(10)));
        List<RunEvent> before = events(OPEN, 0);

        sweep();

        assertThat(events(OPEN, 0)).isEqualTo(before);
    }

    @Test
    void removalIsDoneOnceAndLeavesSoundDataThatGoesOn() {
        now.set(SampleRuns.NOW.plus(KEEP).plusMillis(1));

        sweep();
        List<RunEvent> once = events(ENDED, 0);
        sweep();
        command(OPEN, new RunCommand.FinishStep(0, "好了"));

        assertThat(events(ENDED, 0)).isEqualTo(once);
        assertThat(StoreCheck.ofFolder(folder).findings()).isEmpty();
    }

    private void sweep() {
        try (EventRetention retention = new EventRetention(store(), now::get, KEEP)) {
            assertThat(retention.step()).isFalse();
        }
    }

    private SqliteStore store() {
        return opened.orElseThrow();
    }

    private void insert(String id, long number) {
        Run run = SampleRuns.unconfirmed(id, number, new io.storyforge.runtime.run.Lane("user-1", "project-" + number));
        store().write(records -> {
            records.runs().insert(run, List.of(SampleRuns.created()), SampleRuns.NOW);
            return run;
        });
    }

    private void command(String id, RunCommand command) {
        store().write(records -> {
            Run run = records.runs().find(id).orElseThrow();
            RunDecision.Accepted accepted = SampleRuns.accept(run, command, SampleRuns.NOW);
            records.runs().update(accepted.run(), accepted.events(), SampleRuns.NOW);
            return accepted.run();
        });
    }

    private List<RunEvent> events(String id, long after) {
        return store().read(records -> records.runs().events(id, after, 100));
    }

    private static long seq(List<RunEvent> events, EventType type) {
        return events.stream()
                .filter(event -> event.content().type() == type)
                .findFirst()
                .orElseThrow()
                .place()
                .seq();
    }
}
