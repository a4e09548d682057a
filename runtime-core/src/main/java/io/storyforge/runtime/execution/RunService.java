package io.storyforge.runtime.execution;

import io.storyforge.runtime.conversation.Session;
import io.storyforge.runtime.governance.EffectivePolicy;
import io.storyforge.runtime.governance.GovernanceSnapshot;
import io.storyforge.runtime.governance.PolicyGate;
import io.storyforge.runtime.governance.PolicyGate.Violation;
import io.storyforge.runtime.governance.PolicyLayer;
import io.storyforge.runtime.run.EventType;
import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.NewEvent;
import io.storyforge.runtime.run.Plan;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunCommand;
import io.storyforge.runtime.run.RunDecision;
import io.storyforge.runtime.run.RunHead;
import io.storyforge.runtime.run.RunKey;
import io.storyforge.runtime.run.RunMachine;
import io.storyforge.runtime.run.RunOrigin;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.run.RunTimes;
import io.storyforge.runtime.store.Records;
import io.storyforge.runtime.store.RunRecords.RunQuery;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Creates runs and takes commands to them: policy, state machine, lane and conversation, all inside the caller's
 * transaction. Takes no decision of its own that {@link RunMachine} or {@link PolicyGate} could take.
 */
public final class RunService {
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final Lanes lanes;
    private final Conversation conversation;

    /**
     * A service.
     *
     * @param ids makes a new unique id at each call, growing in time
     * @param executorKey the executor that promoted runs are given to
     */
    public RunService(InstantSource clock, Supplier<String> ids, String executorKey) {
        this.clock = clock;
        this.ids = ids;
        this.lanes = new Lanes(executorKey);
        this.conversation = new Conversation(ids);
    }

    /** What came of a request for a run. */
    public sealed interface Creation {
        /** The run, waiting for confirmation. */
        record Created(Run run) implements Creation {}

        /** The policy forbids it. */
        record Denied(List<Violation> violations) implements Creation {}

        /** The session does not exist, or is not the user's. */
        record NoSession() implements Creation {}
    }

    /** What came of a command. */
    public sealed interface Outcome {
        /** The run after it. */
        record Applied(Run run) implements Outcome {}

        /** Nothing changed; the run as it is. */
        record Refused(RunDecision.Refused refusal, Run run) implements Outcome {}

        /** The policy forbids it. */
        record Denied(List<Violation> violations) implements Outcome {}

        /** The user has no such run. */
        record Absent() implements Outcome {}
    }

    /** Creates an unconfirmed run. */
    public Creation create(Records records, RunRequest request) {
        Instant now = now();
        Lane lane = request.lane();
        String platform = request.brief().platform();
        List<PolicyLayer> layers = PolicyBook.layers(records, lane, platform);
        PolicyGate gate = PolicyGate.of(EffectivePolicy.merge(layers, now));
        Plan plan = request.plan();
        List<Violation> violations =
                gate.againstCreating(PolicyBook.creation(records, gate, lane, request.brief(), plan));
        if (!violations.isEmpty()) {
            return new Creation.Denied(violations);
        }
        Optional<Session> session = conversation.session(records, request, now);
        if (session.isEmpty()) {
            return new Creation.NoSession();
        }
        RunKey key = new RunKey(
                ids.get(), records.runs().nextNumber(lane), session.get().id());
        GovernanceSnapshot snapshot = PolicyBook.snapshot(lane, platform, layers, now);
        RunTimes times = RunTimes.createdAt(now, gate.confirmWithin().map(now::plus));
        Run run = Run.unconfirmed(key, lane, request.origin(), request.brief(), snapshot, plan, times);
        Map<String, Object> details = Map.of("by", lane.userId(), "plan_digest", plan.digest(), "plan_revision", 1);
        records.runs()
                .insert(
                        run,
                        List.of(new NewEvent(
                                EventType.CREATED, run.status(), run.language().say("已创建", "Created"), details)),
                        now);
        return new Creation.Created(run);
    }

    /** The policy that a new run would be given now: blank without a project. */
    public GovernanceSnapshot snapshot(Records records, Lane lane, String platform) {
        return PolicyBook.snapshot(lane, platform, PolicyBook.layers(records, lane, platform), now());
    }

    /** Creates an unconfirmed run that repeats one of the user's ended runs. */
    public Optional<Creation> retry(Records records, String userId, Run run) {
        if (!run.lane().userId().equals(userId) || !run.status().terminal()) {
            return Optional.empty();
        }
        RunOrigin old = run.head().origin();
        RunOrigin origin = new RunOrigin("retry", old.sourceScreen(), old.sourceActionKey(), run.id(), old.language());
        return Optional.of(create(
                records,
                new RunRequest(
                        run.lane(),
                        Optional.of(run.head().key().sessionId()),
                        origin,
                        run.head().brief(),
                        run.plan().planned())));
    }

    /** The user's run. */
    public Optional<Run> find(Records records, String userId, String runId) {
        return records.runs().find(runId).filter(run -> run.lane().userId().equals(userId));
    }

    /** The run, when it is the person's or one that the policy lets them confirm for its owner. */
    public Optional<Run> visible(Records records, Actor actor, String runId) {
        return records.runs()
                .find(runId)
                .filter(run -> run.lane().userId().equals(actor.userId())
                        || Approvals.sees(records, run.head(), actor, now()));
    }

    /** True when the policy lets this person, among others, confirm the run of somebody else. */
    public boolean approves(Records records, RunHead run, Actor actor) {
        return Approvals.approves(records, run, actor, now());
    }

    /**
     * A page of the runs of others that wait for this person to confirm them, newest first.
     *
     * @param projectIds the projects to look into; {@code ""} for runs without one
     */
    public List<RunHead> approvals(Records records, Actor actor, List<String> projectIds, RunQuery page) {
        return new ApprovalList(records, actor, now()).page(projectIds, page.filter(), page.cursor(), page.limit());
    }

    /** A page of the person's own runs and of those that wait for them to confirm, newest first. */
    public List<RunHead> all(Records records, Actor actor, List<String> projectIds, RunQuery page) {
        return Stream.concat(records.runs().list(page).stream(), approvals(records, actor, projectIds, page).stream())
                .sorted(ApprovalList.newestFirst())
                .limit(page.limit())
                .toList();
    }

    /** How the run stands for the person, under the policy of now. */
    public RunOutlook outlook(Records records, Run run, Actor actor) {
        return RunOutlook.of(records, run, actor, now());
    }

    /** A person's command to a run that is there for them. */
    public Outcome command(Records records, Actor actor, String runId, RunCommand command) {
        Optional<Run> run = visible(records, actor, runId);
        return run.isPresent()
                ? Decisions.decide(this, records, new Decisions.Asked(run.get(), actor, command), now())
                : new Outcome.Absent();
    }

    /** Gives a waiting run more time to be confirmed: once more what the policy in force allows, from now on. */
    public Outcome extend(Records records, Actor actor, String runId) {
        return visible(records, actor, runId)
                .map(run -> {
                    Optional<Instant> until = PolicyBook.gate(records, run.head(), now())
                            .confirmWithin()
                            .map(now()::plus);
                    return command(records, actor, runId, new RunCommand.Extend(actor.userId(), until));
                })
                .orElseGet(Outcome.Absent::new);
    }

    /** A command of the system itself, on the run as it is stored; the policy may put another in its place. */
    public Outcome apply(Records records, Run run, RunCommand command) {
        Instant now = now();
        boolean goesOn = command instanceof RunCommand.StartStep
                && run.status() == RunStatus.RUNNING
                && run.plan().runningStep().isEmpty();
        RunCommand governed = goesOn ? PolicyBook.governed(records, run, command, now) : command;
        return switch (RunMachine.decide(run, governed, now)) {
            case RunDecision.Refused refused -> new Outcome.Refused(refused, run);
            case RunDecision.Accepted accepted -> {
                records.runs().update(accepted.run(), accepted.events(), now);
                conversation.tell(records, accepted.run(), now);
                yield new Outcome.Applied(lanes.settle(records, run.status(), accepted.run(), now));
            }
        };
    }

    /** Starts the next queued run of the lane when none is active and no policy halts it. */
    public Optional<Run> promoteNext(Records records, Lane lane) {
        return lanes.promoteNext(records, lane, now());
    }

    // Stored times have milliseconds; a run must be the same before and after it was stored.
    private Instant now() {
        return clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    }
}
