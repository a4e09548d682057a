package io.storyforge.bench;

import io.storyforge.runtime.governance.GovernanceSnapshot;
import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.Plan;
import io.storyforge.runtime.run.PlanStep;
import io.storyforge.runtime.run.Run;
import io.storyforge.runtime.run.RunBrief;
import io.storyforge.runtime.run.RunCommand;
import io.storyforge.runtime.run.RunKey;
import io.storyforge.runtime.run.RunMachine;
import io.storyforge.runtime.run.RunOrigin;
import io.storyforge.runtime.run.RunTimes;
import io.storyforge.runtime.server.json.JsonText;
import io.storyforge.runtime.server.json.StrictJson;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.Language;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The small parts of every request: a decision, the digest of a plan, JSON in and out. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(java.util.concurrent.TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public class SmallBenchmark {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final List<PlanStep> steps = List.of(step("s1", "读取当前项目上下文"), step("s2", "检查重点账号变化"), step("s3", "决定下一步"));
    private final Run run = Run.unconfirmed(
            new RunKey("01a21aaa-0000-7000-8000-000000000001", 1, "01a21aaa-0000-7000-8000-000000000002"),
            new Lane("01a21aaa-0000-7000-8000-000000000003", "01a21aaa-0000-7000-8000-000000000004"),
            new RunOrigin("handoff", "dashboard", "homepage-primary-action", "", Language.CHINESE),
            new RunBrief("跟进重点账号", "先由主 Agent 评估优先级", "track_account", "douyin", "single_platform"),
            GovernanceSnapshot.blank("douyin"),
            plan(),
            RunTimes.createdAt(NOW, Optional.empty()));
    private final RunCommand confirm =
            new RunCommand.Confirm("ann", "", Optional.of(run.plan().digest()));
    private final byte[] request =
            Requests.run("01a21aaa-0000-7000-8000-000000000004").getBytes(StandardCharsets.UTF_8);
    private final Object parsed = StrictJson.parse(request);

    private Plan plan() {
        return new Plan("跟进重点账号", 1, steps);
    }

    private static PlanStep step(String id, String title) {
        return PlanStep.planned(id, title, "", Map.of(), Effect.READ_ONLY, "");
    }

    /** A confirmation, decided. */
    @Benchmark
    public Object decide() {
        return RunMachine.decide(run, confirm, NOW);
    }

    /** The digest of a plan of three steps. */
    @Benchmark
    public Object digest() {
        return plan().digest();
    }

    /** The body of a request for a run, read strictly. */
    @Benchmark
    public Object readJson() {
        return StrictJson.parse(request);
    }

    /** The same body, written. */
    @Benchmark
    public Object writeJson() {
        return JsonText.write(parsed);
    }
}
