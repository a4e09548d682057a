package io.storyforge.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storyforge.runtime.conversation.Session;
import io.storyforge.runtime.governance.PolicyLayer;
import io.storyforge.runtime.governance.Scope;
import io.storyforge.runtime.project.Project;
import io.storyforge.runtime.project.StoredDocument;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunCommand;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.run.SampleRuns;
import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.store.RunRecords.StepOutput;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Writes: all or nothing, alone or in company. */
interface TransactionContract extends StoreFixture {
    @Test
    default void returnsWhatTheFunctionsReturn() {
        try (Scene scene = Scene.of(open())) {
            assertThat(scene.store().<String>write(records -> "written")).isEqualTo("written");
            assertThat(scene.store().<String>read(records -> "read")).isEqualTo("read");
        }
    }

    @Test
    default void throwsTheExceptionOfTheFunctionToTheCaller() {
        try (Scene scene = Scene.of(open())) {
            IllegalStateException mine = new IllegalStateException("mine");

            assertThatThrownBy(() -> scene.write(records -> {
                        throw mine;
                    }))
                    .isSameAs(mine);
            assertThatThrownBy(() -> scene.read(records -> {
                        throw mine;
                    }))
                    .isSameAs(mine);
        }
    }

    @Test
    default void leavesNothingOfWriteThatThrows() {
        try (Scene scene = Scene.of(open())) {
            Run run = scene.draft(Scene.ANN);

            assertThatThrownBy(() -> scene.write(records -> writeEverythingAndThrow(records, run.id())))
                    .hasMessage("after writing");

            Sameness.assertSame(scene.stored(run), run);
            assertThat(scene.feed("ann")).hasSize(1);
            assertThat(scene.list(records -> records.runs().outputs(run.id()))).isEmpty();
            assertThat(scene.find(records -> records.runs().find(SampleRuns.id(50))))
                    .isEmpty();
            assertThat(scene.list(records -> records.projects().all())).isEmpty();
            assertThat(scene.list(records -> records.documents().collections("p-1")))
                    .isEmpty();
            assertThat(scene.list(records -> records.policies().inScope(Scope.SYSTEM)))
                    .isEmpty();
            assertThat(scene.list(records -> records.conversations().list("ann", Optional.empty(), 10)))
                    .isEmpty();
        }
    }

    @Test
    default void givesNumberOfWriteThatThrewToTheNextRun() {
        try (Scene scene = Scene.of(open())) {
            scene.draft(Scene.ANN);
            assertThatThrownBy(() -> scene.write(records -> {
                        Scene.insert(records, SampleRuns.id(50), Scene.ANN);
                        throw new IllegalStateException("after writing");
                    }))
                    .hasMessage("after writing");

            Run next = scene.draft(Scene.ANN);

            assertThat(next.head().key().number()).isEqualTo(2);
            assertThat(scene.feed("ann"))
                    .extracting(event -> event.place().seq())
                    .containsExactly(1L, 1L);
        }
    }

    @Test
    default void worksOnAfterWriteThatThrewAnError() {
        try (Scene scene = Scene.of(open())) {
            assertThatThrownBy(() -> scene.write(records -> {
                        Scene.insert(records, SampleRuns.id(50), Scene.ANN);
                        throw new LinkageError("not an exception");
                    }))
                    .isInstanceOf(LinkageError.class);

            Run run = scene.draft(Scene.ANN);

            assertThat(scene.feed("ann")).hasSize(1);
            assertThat(run.head().key().number()).isEqualTo(1);
        }
    }

    @Test
    default void showsWriteToItself() {
        try (Scene scene = Scene.of(open())) {
            String id = scene.newId();

            RunStatus status = scene.store().write(records -> {
                Scene.insert(records, id, Scene.ANN);
                Scene.apply(records, id, Scene.confirm());
                return Scene.existing(records, id).status();
            });

            assertThat(status).isEqualTo(RunStatus.QUEUED);
        }
    }

    private static void writeEverythingAndThrow(Records records, String runId) {
        Scene.apply(records, runId, Scene.confirm());
        Scene.apply(records, runId, new RunCommand.Promote("tools"));
        Scene.insert(records, SampleRuns.id(50), Scene.ANN);
        records.runs().saveOutput(runId, new StepOutput(0, "tool", Map.of()));
        records.projects().insert(new Project("p-1", "Shop", false, Scene.NOW));
        records.documents().put("p-1", "accounts", new StoredDocument("a", Content.empty(), Scene.NOW));
        records.policies().put(new PolicyLayer(Scope.SYSTEM, "default", Map.of(), Optional.empty(), ""));
        records.conversations().insert(new Session("s-1", "ann", "p-1", "t", Scene.NOW, Scene.NOW));
        throw new IllegalStateException("after writing");
    }
}
