package io.storyforge.runtime.run;

import io.storyforge.runtime.governance.GovernanceSnapshot;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.Language;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs for tests: every field is filled, with texts and numbers that are easy to get wrong. */
public final class SampleRuns {
    /** The time at which samples are made. */
    public static final Instant NOW = Instant.parse("2026-11-23T08:00:00.123Z");

    /** The time until which samples may be confirmed. */
    public static final Instant EXPIRES = NOW.plus(Duration.ofHours(24));

    /** The lane of samples. */
    public static final Lane LANE = new Lane("user-1", "project-1");

    private SampleRuns() {}

    /** The id with the number; a larger number sorts behind a smaller one. */
    public static String id(long number) {
        return "01900000-0000-7000-8000-%012d".formatted(number);
    }

    /** An unconfirmed run with the sample plan. */
    public static Run unconfirmed(String id, long number, Lane lane) {
        return unconfirmed(new RunKey(id, number, "session-" + lane.userId()), lane, plan(), Optional.of(EXPIRES));
    }

    /** An unconfirmed run with the plan. */
    public static Run unconfirmed(Plan plan) {
        return unconfirmed(new RunKey(id(1), 1, "session-1"), LANE, plan, Optional.of(EXPIRES));
    }

    /** An unconfirmed run that may be confirmed until the given time. */
    public static Run unconfirmed(RunKey key, Lane lane, Plan plan, Optional<Instant> expires) {
        return Run.unconfirmed(
                key,
                lane,
                new RunOrigin("handoff", "dashboard", "account-changes", "", Language.CHINESE),
                new RunBrief("看看账号变化", "检查 30 个账号 – “昨天”", "track_account", "douyin", "single_platform"),
                snapshot(lane.projectId()),
                plan,
                RunTimes.createdAt(NOW, expires));
    }

    /** The same run, had somebody who reads English asked for it; its state is not told yet. */
    public static Run inEnglish(Run run) {
        RunHead head = run.head();
        RunOrigin old = head.origin();
        RunOrigin origin = new RunOrigin(
                old.sourceType(), old.sourceScreen(), old.sourceActionKey(), old.retryOf(), Language.ENGLISH);
        RunState state = head.state();
        RunState untold = new RunState(state.status(), "", "", state.executorKey(), state.times());
        return new Run(
                new RunHead(head.key(), head.lane(), origin, head.brief(), untold),
                run.governance(),
                run.plan(),
                run.result(),
                run.waiting());
    }

    /** A plan of a read-only step, one with effects and one for a person. */
    public static Plan plan() {
        return new Plan(
                "找出变化最大的账号",
                1,
                List.of(
                        PlanStep.planned("s1", "读取账号", "dashboard.read", arguments(), Effect.READ_ONLY, "30 个账号"),
                        PlanStep.planned("s2", "写入策略", "strategy.write", Map.of(), Effect.REVERSIBLE, ""),
                        PlanStep.planned("s3", "检查 \"结果\"\n再发布", "", Map.of(), Effect.IRREVERSIBLE, "由人完成")));
    }

    /** The event that a new run has. */
    public static NewEvent created() {
        return new NewEvent(
                EventType.CREATED, RunStatus.NEEDS_CONFIRMATION, "已创建", Map.of("by", "user-1", "source", "dashboard"));
    }

    /** The decision, which must not be a refusal. */
    public static RunDecision.Accepted accept(Run run, RunCommand command, Instant now) {
        RunDecision decision = RunMachine.decide(run, command, now);
        if (decision instanceof RunDecision.Accepted accepted) {
            return accepted;
        }
        throw new AssertionError("%s on a run that is %s: %s".formatted(command, run.status(), decision));
    }

    private static Map<String, Object> arguments() {
        return Map.of(
                "account",
                "时尚·小铺 😀",
                "limit",
                30,
                "since",
                9_007_199_254_740_993L,
                "rate",
                new BigDecimal("0.1"),
                "deep",
                List.of(Map.of("a", List.of(true, false, "ü'\";--")), "x", 2.5));
    }

    private static GovernanceSnapshot snapshot(String projectId) {
        if (projectId.isEmpty()) {
            return GovernanceSnapshot.blank("douyin");
        }
        return new GovernanceSnapshot(
                projectId,
                "douyin",
                Map.of("max_steps", 12, "denied_intents", List.of("delete_account")),
                List.of(Map.of("scope", "system", "key", "default", "policy", Map.of("max_steps", 12))),
                Map.of("id", "o1", "notice", "双十一期间限制发布"));
    }
}
