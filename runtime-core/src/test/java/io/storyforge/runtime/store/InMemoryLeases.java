package io.storyforge.runtime.store;

import io.storyforge.runtime.store.RunRecords.Lease;
import io.storyforge.runtime.store.RunRecords.StepOutput;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a run's workers keep: who may write, and what finished steps left. */
record InMemoryLeases(Table<String, Lease> leases, Table<String, List<StepOutput>> outputs) {
    InMemoryLeases copy() {
        return new InMemoryLeases(leases.copy(), outputs.copy());
    }

    void seal() {
        leases.seal();
        outputs.seal();
    }

    Lease claim(String runId, String owner) {
        Lease lease =
                new Lease(runId, owner, leases.find(runId).map(Lease::epoch).orElse(0L) + 1);
        leases.put(runId, lease);
        return lease;
    }

    boolean holds(Lease lease) {
        return leases.find(lease.runId()).filter(lease::equals).isPresent();
    }

    void saveOutput(String runId, StepOutput output) {
        Stream<StepOutput> others = outputs(runId).stream().filter(other -> other.stepIndex() != output.stepIndex());
        outputs.put(
                runId,
                Stream.concat(others, Stream.of(output))
                        .sorted(Comparator.comparingInt(StepOutput::stepIndex))
                        .toList());
    }

    List<StepOutput> outputs(String runId) {
        return outputs.find(runId).orElse(List.of());
    }
}
