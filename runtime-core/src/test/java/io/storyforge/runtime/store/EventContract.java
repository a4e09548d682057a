package io.storyforge.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.run.Cancellation;
import io.storyforge.runtime.run.EventType;
import io.storyforge.runtime.run.NewEvent;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunCommand;
import io.storyforge.runtime.run.RunDecision;
import io.storyforge.runtime.run.RunEvent;
import io.storyforge.runtime.run.SampleRuns;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Events: numbered in their run, placed in the log of all runs, never changed. */
interface EventContract extends StoreFixture {
    @Test
    default void numbersEventsOfEachRunFromOneWithoutGaps() {
        try (Scene scene = Scene.of(open())) {
            Run first = scene.running(Scene.ANN);
            Run second = scene.queued(Scene.ANN);
            scene.cancel(first);
            scene.cancel(second);

            assertThat(seqs(scene.events(first))).containsExactly(1L, 2L, 3L, 4L, 5L);
            assertThat(seqs(scene.events(second))).containsExactly(1L, 2L, 3L, 4L);
        }
    }

    @Test
    default void returnsEventWithEveryField() {
        try (Scene scene = Scene.of(open())) {
            Run run = scene.draft(Scene.ANN);
            RunDecision.Accepted accepted = SampleRuns.accept(run, Scene.confirm(), Scene.NOW);
            scene.write(records -> records.runs().update(accepted.run(), accepted.events(), Scene.later(3)));

            List<RunEvent> events = scene.events(run);

            assertThat(events)
                    .extracting(event -> event.content().type())
                    .containsExactly(EventType.CREATED, EventType.CONFIRMED, EventType.QUEUED);
            Sameness.assertSame(events.get(0).content(), SampleRuns.created());
            Sameness.assertSame(events.get(1).content(), accepted.events().get(0));
            Sameness.assertSame(events.get(2).content(), accepted.events().get(1));
            assertThat(events)
                    .extracting(RunEvent::createdAt)
                    .containsExactly(Scene.NOW, Scene.later(3), Scene.later(3));
            assertThat(events).allSatisfy(event -> {
                assertThat(event.place().runId()).isEqualTo(run.id());
                assertThat(event.place().runNumber()).isEqualTo(run.head().key().number());
                assertThat(event.place().lane()).isEqualTo(Scene.ANN);
            });
            assertThat(events).extracting(RunEvent::id).doesNotContain("").doesNotHaveDuplicates();
        }
    }

    @Test
    default void storesAllEventsOfNewRun() {
        try (Scene scene = Scene.of(open())) {
            Run run = SampleRuns.unconfirmed(scene.newId(), 1, Scene.ANN);
            List<NewEvent> events = List.of(SampleRuns.created(), Scene.note(1), Scene.note(2));
            scene.write(records -> records.runs().insert(run, events, Scene.NOW));

            assertThat(scene.events(run))
                    .extracting(event -> event.content().summary())
                    .containsExactly("已创建", "已检查 1 个", "已检查 2 个");
        }
    }

    @Test
    default void tellsWhoCancelledWhichRunsAndWhy() {
        try (Scene scene = Scene.of(open())) {
            Run running = scene.running(Scene.ANN);
            scene.apply(running, new RunCommand.Cancel("ben", "说错了"));
            Run stopped = scene.apply(scene.stored(running), new RunCommand.AcknowledgeCancel());
            Run waiting = scene.draft(Scene.ANN);
            scene.apply(waiting, new RunCommand.Cancel("ann", ""));
            Run open = scene.draft(Scene.ANN);

            Map<String, Cancellation> told = scene.read(records ->
                    records.runs().cancellations(List.of(stopped.id(), waiting.id(), open.id(), SampleRuns.id(99))));

            assertThat(told)
                    .containsOnly(
                            Map.entry(stopped.id(), new Cancellation("ben", "说错了")),
                            Map.entry(waiting.id(), new Cancellation("ann", "")));
            assertThat(scene.<Map<String, Cancellation>>read(
                            records -> records.runs().cancellations(List.of())))
                    .isEmpty();
        }
    }

    @Test
    default void returnsEventsAfterNumberUpToLimit() {
        try (Scene scene = Scene.of(open())) {
            Run run = scene.running(Scene.ANN);

            assertThat(seqs(scene.list(records -> records.runs().events(run.id(), 1, 2))))
                    .containsExactly(2L, 3L);
            assertThat(scene.list(records -> records.runs().events(run.id(), 4, 10)))
                    .isEmpty();
            assertThat(scene.list(records -> records.runs().events(SampleRuns.id(99), 0, 10)))
                    .isEmpty();
        }
    }

    @Test
    default void neverChangesAnEventThatWasSeen() {
        try (Scene scene = Scene.of(open())) {
            Run run = scene.running(Scene.ANN);
            List<RunEvent> before = scene.events(run);

            scene.apply(run, new RunCommand.StartStep(0));
            scene.apply(run, new RunCommand.FailStep(0, "没有数据"));

            List<RunEvent> after = scene.events(run);
            assertThat(after).hasSize(before.size() + 3);
            assertThat(after.subList(0, before.size())).isEqualTo(before);
        }
    }

    @Test
    default void appendsManyEventsInOneUpdate() {
        try (Scene scene = Scene.of(open())) {
            Run run = scene.running(Scene.ANN);
            List<NewEvent> notes =
                    LongStream.range(0, 200).mapToObj(i -> Scene.note((int) i)).toList();
            scene.write(records -> records.runs().update(run, notes, Scene.NOW));

            assertThat(seqs(scene.events(run)))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 204).boxed().toList());
        }
    }

    private static List<Long> seqs(List<RunEvent> events) {
        return events.stream().map(event -> event.place().seq()).toList();
    }
}
