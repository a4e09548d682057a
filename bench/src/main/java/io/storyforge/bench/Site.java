package io.storyforge.bench;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.storyforge.runtime.execution.RunRequest;
import io.storyforge.runtime.execution.RunService;
import io.storyforge.runtime.identity.Role;
import io.storyforge.runtime.identity.Standing;
import io.storyforge.runtime.identity.User;
import io.storyforge.runtime.project.Project;
import io.storyforge.runtime.run.Lane;
import io.storyforge.runtime.run.Plan;
import io.storyforge.runtime.run.PlanStep;
import io.storyforge.runtime.run.RunBrief;
import io.storyforge.runtime.run.RunOrigin;
import io.storyforge.runtime.server.identity.Identities;
import io.storyforge.runtime.server.store.SqliteStore;
import io.storyforge.runtime.spi.Effect;
import io.storyforge.runtime.spi.Language;
import io.storyforge.runtime.store.RuntimeStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A data folder with users and projects, made through the server's own store before a server runs on it. */
record Site(Path data, List<Tenant> tenants) {
    private static final Clock CLOCK = Clock.systemUTC();

    Site {
        tenants = List.copyOf(tenants);
    }

    /**
     * A user in a project of theirs.
     *
     * @param runId the only run so far
     */
    record Tenant(String userId, String token, String projectId, String runId) {}

    /** A folder with so many users, each with so many projects. */
    static Site make(Path data, int users, int projects) {
        TimeBasedEpochGenerator generator = Generators.timeBasedEpochGenerator();
        Supplier<String> ids = () -> generator.generate().toString();
        try (RuntimeStore store = SqliteStore.open(data, CLOCK, ids)) {
            Identities identities = new Identities(store, CLOCK, ids);
            RunService service = new RunService(CLOCK, ids, "bench");
            List<Tenant> tenants = new ArrayList<>();
            for (int i = 0; i < users; i++) {
                User user = identities.ensure("bench-" + i, Role.MEMBER, Standing.APPROVED);
                String token = identities.issueToken(user);
                for (int j = 0; j < projects; j++) {
                    tenants.add(tenant(store, service, ids, user, token));
                }
            }
            return new Site(data, tenants);
        }
    }

    /** The tenant of a connection. */
    Tenant of(int connection) {
        return tenants.get(connection % tenants.size());
    }

    private static Tenant tenant(
            RuntimeStore store, RunService service, Supplier<String> ids, User user, String token) {
        Instant now = CLOCK.instant().truncatedTo(ChronoUnit.MILLIS);
        Project project = new Project(ids.get(), "重点账号", false, now);
        return store.write(records -> {
            records.projects().insert(project);
            records.projects().putMember(project.id(), user.id(), "owner");
            Lane lane = new Lane(user.id(), project.id());
            if (!(service.create(records, request(lane)) instanceof RunService.Creation.Created(var run))) {
                throw new BenchException("the first run of a project was refused");
            }
            return new Tenant(user.id(), token, project.id(), run.id());
        });
    }

    private static RunRequest request(Lane lane) {
        return new RunRequest(
                lane,
                Optional.empty(),
                new RunOrigin("api", "dashboard", "homepage-primary-action", "", Language.CHINESE),
                new RunBrief("跟进重点账号", "先由主 Agent 评估优先级", "track_account", "douyin", "single_platform"),
                new Plan("跟进重点账号", 1, List.of(step("s1", "读取当前项目上下文"), step("s2", "检查重点账号变化"), step("s3", "决定下一步"))));
    }

    private static PlanStep step(String id, String title) {
        return PlanStep.planned(id, title, "", Map.of(), Effect.READ_ONLY, "");
    }
}
