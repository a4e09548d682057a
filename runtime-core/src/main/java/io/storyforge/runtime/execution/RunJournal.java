package io.storyforge.runtime.execution;

import io.storyforge.runtime.project.StoredDocument;
import io.storyforge.runtime.run.EventType;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunCommand;
import io.storyforge.runtime.spi.Content;
import io.storyforge.runtime.spi.ToolResult;
import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.RunRecords.Lease;
import io.storyforge.runtime.store.RunRecords.StepOutput;
import io.storyforge.runtime.store.RuntimeStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a worker writes about its run, each entry only while it holds the run's lease. */
final class RunJournal {
    private final RuntimeStore store;
    private final RunService service;
    private final InstantSource clock;
    private final String incarnation;

    RunJournal(RuntimeStore store, RunService service, InstantSource clock, String incarnation) {
        this.store = store;
        this.service = service;
        this.clock = clock;
        this.incarnation = incarnation;
    }

    /** The run was taken over: what this worker knows is no longer true. */
    static final class LeaseLostException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LeaseLostException(Lease lease) {
            super("run %s was taken over, epoch %d is old".formatted(lease.runId(), lease.epoch()));
        }
    }

    Lease claim(String runId) {
        return store.write(records -> records.runs().claim(runId, incarnation, leaseEnd()));
    }

    boolean renew(Lease lease) {
        return store.write(records -> records.runs().renew(lease, leaseEnd()));
    }

    Run read(Lease lease) {
        return store.read(records -> records.runs().find(lease.runId()))
                .orElseThrow(() -> new LeaseLostException(lease));
    }

    /** The digest of the plan that a person confirmed. */
    String confirmedDigest(Lease lease) {
        return store.read(records -> records.runs().last(lease.runId(), EventType.CONFIRMED))
                .map(event -> String.valueOf(event.content().details().get("plan_digest")))
                .orElse("");
    }

    List<StepOutput> outputs(Lease lease) {
        return store.read(records -> records.runs().outputs(lease.runId()));
    }

    /** Records a command's effect; false when the run's state does not allow it any more. */
    boolean record(Lease lease, RunCommand command) {
        return store.write(records -> apply(records, lease, command) instanceof RunService.Outcome.Applied);
    }

    /** Records that a step is done, with what it left and the documents it changes, all or nothing. */
    boolean finishStep(Lease lease, int index, String tool, ToolResult result) {
        return store.write(records -> {
            RunCommand finish = new RunCommand.FinishStep(index, result.summary());
            if (!(apply(records, lease, finish) instanceof RunService.Outcome.Applied(Run run))) {
                return false;
            }
            records.runs().saveOutput(lease.runId(), new StepOutput(index, tool, content(result)));
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            for (ToolResult.DocumentChange change : result.changes()) {
                StoredDocument document = new StoredDocument(change.key(), Content.of(change.content()), now);
                records.documents().put(run.lane().projectId(), change.collection(), document);
            }
            return true;
        });
    }

    private RunService.Outcome apply(Records records, Lease lease, RunCommand command) {
        if (!records.runs().holds(lease)) {
            throw new LeaseLostException(lease);
        }
        Run run = records.runs().find(lease.runId()).orElseThrow(() -> new LeaseLostException(lease));
        return service.apply(records, run, command);
    }

    private Instant leaseEnd() {
        return clock.instant().plus(RunEngine.LEASE).truncatedTo(ChronoUnit.MILLIS);
    }

    private static Map<String, Object> content(ToolResult result) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("summary", result.summary());
        content.put(
                "tables",
                result.tables().stream()
                        .map(table -> Map.of("title", table.title(), "columns", table.columns(), "rows", table.rows()))
                        .toList());
        content.put("output", result.output());
        return content;
    }
}
