package io.storyforge.runtime.server.http;

import io.storyforge.runtime.execution.RunOutlook;
import io.storyforge.runtime.governance.GovernanceSnapshot;
import io.storyforge.runtime.governance.PolicyDrift;
import io.storyforge.runtime.governance.PolicyDrift.RuleChange;
import io.storyforge.runtime.run.Plan;
import io.storyforge.runtime.run.PlanStep;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunBrief;
import io.storyforge.runtime.run.RunOrigin;
import io.storyforge.runtime.run.RunState;
import io.storyforge.runtime.run.RunStatus;
import io.storyforge.runtime.run.RunTimes;
import io.storyforge.runtime.server.json.Times;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run as the API shows it: the columns of {@code agent_runs}, the JSON ones as objects, and what follows from them. */
public record RunView(
        String id,
        long number,
        String sessionId,
        String userId,
        String userName,
        String projectId,
        String sourceType,
        String sourceScreen,
        String sourceActionKey,
        String title,
        String summary,
        String intentKey,
        String platform,
        String platformScope,
        String deliveryMode,
        String runStatus,
        String schedulingMode,
        String activeExecutorKey,
        PlanView plan,
        Map<String, Object> result,
        String statusSummary,
        boolean needsUserInput,
        String blockedReason,
        String cancelledBy,
        String cancelledByName,
        String cancelReason,
        Map<String, Object> question,
        Map<String, Object> activeAdminOverrideNotice,
        GovernanceSnapshot governanceSnapshot,
        DriftView policyDrift,
        String policyDigest,
        List<String> confirmBy,
        String retryOf,
        String language,
        long queuePosition,
        List<String> allowedActions,
        String expiresAt,
        String createdAt,
        String updatedAt,
        String startedAt,
        String finishedAt) {

    /** The plan document's defaults; nothing else exists yet. */
    static final String DELIVERY_MODE = "hybrid";

    static final String SCHEDULING_MODE = "queued";

    /** A plan with its revision and digest. */
    public record PlanView(String goal, int revision, String digest, String effect, List<StepView> steps) {
        static PlanView of(Plan plan) {
            return new PlanView(
                    plan.goal(),
                    plan.revision(),
                    plan.digest(),
                    plan.effect().key(),
                    plan.steps().stream().map(StepView::of).toList());
        }
    }

    /** A step; its detail is the plan's before it began, then its progress, then what came out. */
    public record StepView(
            String id,
            String title,
            String tool,
            Map<String, Object> arguments,
            String effect,
            String status,
            String detail,
            String startedAt,
            String finishedAt) {
        static StepView of(PlanStep step) {
            String told = step.progress().detail();
            return new StepView(
                    step.id(),
                    step.title(),
                    step.tool(),
                    step.arguments(),
                    step.effect().key(),
                    step.status().key(),
                    told.isEmpty() ? step.detail() : told,
                    Times.text(step.progress().started()),
                    Times.text(step.progress().finished()));
        }
    }

    /** What the policy in force says otherwise than the snapshot, and what that does to the run. */
    public record DriftView(String reaction, List<Map<String, Object>> changes) {
        static DriftView of(PolicyDrift drift) {
            return new DriftView(
                    drift.reaction().key(),
                    drift.changes().stream().map(DriftView::change).toList());
        }

        private static Map<String, Object> change(RuleChange change) {
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("rule", change.rule());
            change.before().ifPresent(value -> view.put("before", value));
            change.after().ifPresent(value -> view.put("after", value));
            return view;
        }
    }

    /**
     * What only a look at the run by somebody can tell.
     *
     * @param ahead how many runs are before it in its lane while it is queued
     */
    record Seen(RunViews.People people, long ahead, RunOutlook outlook) {}

    static RunView of(Run run, Seen seen) {
        RunOrigin origin = run.head().origin();
        RunBrief brief = run.head().brief();
        RunState state = run.head().state();
        RunTimes times = state.times();
        return new RunView(
                run.id(),
                run.head().key().number(),
                run.head().key().sessionId(),
                run.lane().userId(),
                seen.people().ownerName(),
                run.lane().projectId(),
                origin.sourceType(),
                origin.sourceScreen(),
                origin.sourceActionKey(),
                brief.title(),
                brief.summary(),
                brief.intentKey(),
                brief.platform(),
                brief.platformScope(),
                DELIVERY_MODE,
                state.status().key(),
                SCHEDULING_MODE,
                state.executorKey(),
                PlanView.of(run.plan()),
                run.result(),
                state.summary(),
                state.status() == RunStatus.BLOCKED,
                state.blockedReason(),
                seen.people().cancelledBy(),
                seen.people().cancelledByName(),
                seen.people().cancelReason(),
                run.questionId()
                        .flatMap(id -> run.waiting().map(waiting -> InputSchema.of(id, waiting.question())))
                        .orElse(Map.of()),
                run.governance().activeAdminOverrideNotice(),
                run.governance(),
                DriftView.of(seen.outlook().drift()),
                seen.outlook().policyDigest(),
                seen.outlook().confirmers(),
                origin.retryOf(),
                origin.language().tag(),
                seen.ahead(),
                seen.outlook().allowedActions(),
                Times.text(times.expires()),
                Times.text(times.created()),
                Times.text(times.updated()),
                Times.text(times.started()),
                Times.text(times.finished()));
    }
}
