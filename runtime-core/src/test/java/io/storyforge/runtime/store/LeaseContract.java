package io.storyforge.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.store.RunRecords.Lease;
import io.storyforge.runtime.store.RunRecords.StepOutput;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Leases and what finished steps left. */
interface LeaseContract extends StoreFixture {
    @Test
    default void givesLeaseThatHolds() {
        try (Scene scene = Scene.of(open())) {
            Run run = scene.running(Scene.ANN);

            Lease lease = claim(scene, run, "worker-1");

            assertThat(lease.runId()).isEqualTo(run.id());
            assertThat(lease.owner()).isEqualTo("worker-1");
            assertThat(holds(scene, lease)).isTrue();
        }
    }

    @Test
    default void raisesEpochWithEveryClaimEvenOfTheSameOwner() {
        try (Scene scene = Scene.of(open())) {
            Run run = scene.running(Scene.ANN);

            Lease first = claim(scene, run, "worker-1");
            Lease second = claim(scene, run, "worker-1");
            Lease third = claim(scene, run, "worker-2");

            assertThat(List.of(first.epoch(), second.epoch(), third.epoch()))
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    default void takesHoldAndRenewalFromOldLease() {
        try (Scene scene = Scene.of(open())) {
            Run run = scene.running(Scene.ANN);
            Lease old = claim(scene, run, "worker-1");
            Lease current = claim(scene, run, "worker-2");

            assertThat(holds(scene, old)).isFalse();
            assertThat(renew(scene, old)).isFalse();
            assertThat(holds(scene, current)).isTrue();
            assertThat(renew(scene, current)).isTrue();
        }
    }

    @Test
    default void knowsNoLeaseThatItDidNotGive() {
        try (Scene scene = Scene.of(open())) {
            Run run = scene.running(Scene.ANN);
            Lease lease = claim(scene, run, "worker-1");

            assertThat(holds(scene, new Lease(run.id(), "worker-2", lease.epoch())))
                    .isFalse();
            assertThat(renew(scene, new Lease(run.id(), "worker-1", lease.epoch() + 1)))
                    .isFalse();
        }
    }

    @Test
    default void keepsLeaseOverUpdatesOfTheRun() {
        try (Scene scene = Scene.of(open())) {
            Run run = scene.running(Scene.ANN);
            Lease lease = claim(scene, run, "worker-1");

            scene.cancel(run);

            assertThat(holds(scene, lease)).isTrue();
        }
    }

    @Test
    default void leasesRunsIndependently() {
        try (Scene scene = Scene.of(open())) {
            Lease first = claim(scene, scene.running(Scene.ANN), "worker-1");
            Lease second = claim(scene, scene.running(Scene.BOB), "worker-1");

            assertThat(holds(scene, first)).isTrue();
            assertThat(holds(scene, second)).isTrue();
        }
    }

    @Test
    default void returnsOutputsInStepOrder() {
        try (Scene scene = Scene.of(open())) {
            Run run = scene.running(Scene.ANN);
            scene.write(records -> {
                records.runs().saveOutput(run.id(), output(10, "late"));
                records.runs().saveOutput(run.id(), output(2, "early"));
            });

            List<StepOutput> outputs = outputs(scene, run);

            assertThat(outputs).extracting(StepOutput::stepIndex).containsExactly(2, 10);
            assertThat(outputs).extracting(StepOutput::tool).containsExactly("tool.early", "tool.late");
            assertThat(Sameness.json(outputs.getFirst().content()))
                    .isEqualTo(Sameness.json(output(2, "early").content()));
        }
    }

    @Test
    default void replacesOutputOfStepThatIsDoneAgain() {
        try (Scene scene = Scene.of(open())) {
            Run run = scene.running(Scene.ANN);
            scene.write(records -> records.runs().saveOutput(run.id(), output(0, "first")));
            scene.write(records -> records.runs().saveOutput(run.id(), output(0, "second")));

            assertThat(outputs(scene, run)).extracting(StepOutput::tool).containsExactly("tool.second");
        }
    }

    @Test
    default void keepsOutputsOfRunsApart() {
        try (Scene scene = Scene.of(open())) {
            Run first = scene.running(Scene.ANN);
            Run second = scene.running(Scene.BOB);
            scene.write(records -> records.runs().saveOutput(first.id(), output(0, "mine")));

            assertThat(outputs(scene, first)).hasSize(1);
            assertThat(outputs(scene, second)).isEmpty();
        }
    }

    private static Lease claim(Scene scene, Run run, String owner) {
        return scene.store().write(records -> records.runs().claim(run.id(), owner, Scene.later(15)));
    }

    private static boolean holds(Scene scene, Lease lease) {
        return scene.<Boolean>read(records -> records.runs().holds(lease));
    }

    private static boolean renew(Scene scene, Lease lease) {
        return scene.store().<Boolean>write(records -> records.runs().renew(lease, Scene.later(30)));
    }

    private static List<StepOutput> outputs(Scene scene, Run run) {
        return scene.read(records -> records.runs().outputs(run.id()));
    }

    private static StepOutput output(int index, String name) {
        Map<String, Object> content =
                Map.of("summary", name, "output", Map.of("n", 1.5, "列", List.of(1, 2)), "tables", List.of());
        return new StepOutput(index, "tool." + name, content);
    }
}
