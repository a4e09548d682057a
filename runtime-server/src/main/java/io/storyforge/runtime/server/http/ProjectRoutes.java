package io.storyforge.runtime.server.http;

import io.storyforge.runtime.identity.User;
import io.storyforge.runtime.project.CollectionSize;
import io.storyforge.runtime.project.Member;
import io.storyforge.runtime.project.Project;
import io.storyforge.runtime.server.identity.Caller;
import io.storyforge.runtime.server.json.Times;
import io.storyforge.runtime.spi.Limits;
import io.storyforge.runtime.store.Records;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Projects and their members. */
final class ProjectRoutes {
    static final String BASE = "/v2/projects";
    private static final List<String> ROLES = List.of("member", "owner");

    private final Backend backend;
    private final Audit audit;

    ProjectRoutes(Backend backend) {
        this.backend = backend;
        this.audit = new Audit(backend);
    }

    List<Route> routes() {
        return List.of(
                Route.get(BASE, this::list),
                Route.post(BASE, this::create),
                Route.get(BASE + "/{id}", this::get),
                Route.get(BASE + "/{id}/members", this::members),
                Route.post(BASE + "/{id}/members", this::putMember));
    }

    /** A project as the API shows it. */
    public record ProjectView(
            String id, String name, boolean sample, String createdAt, List<CollectionSize> collections) {}

    /** A member as the API shows it. */
    public record MemberView(String userId, String user, String role) {
        static MemberView of(Member member) {
            return new MemberView(member.userId(), member.userName(), member.role());
        }
    }

    private Reply list(Exchange exchange) {
        Caller caller = exchange.caller();
        return backend.store().read(records -> {
            List<Project> projects = caller.admin()
                    ? records.projects().all()
                    : records.projects().ofMember(caller.userId());
            return Reply.json(
                    200,
                    Page.whole(projects.stream()
                            .map(project -> view(records, project))
                            .toList()));
        });
    }

    private Reply create(Exchange exchange) {
        Input input = exchange.input();
        String name = input.requiredText("name", Limits.TITLE);
        input.check();
        return backend.writes().write(exchange, records -> {
            Project project = new Project(
                    backend.ids().get(), name, false, backend.clock().instant().truncatedTo(ChronoUnit.MILLIS));
            records.projects().insert(project);
            records.projects().putMember(project.id(), exchange.caller().userId(), "owner");
            return Reply.json(201, view(records, project));
        });
    }

    private Reply get(Exchange exchange) {
        return backend.store().read(records -> Reply.json(200, view(records, project(records, exchange))));
    }

    private Reply members(Exchange exchange) {
        return backend.store().read(records -> {
            Project project = project(records, exchange);
            return Reply.json(
                    200,
                    Page.whole(records.projects().members(project.id()).stream()
                            .map(MemberView::of)
                            .toList()));
        });
    }

    private Reply putMember(Exchange exchange) {
        Input input = exchange.input();
        String name = input.requiredText("user", Limits.KEY);
        String role = input.word("role", ROLES);
        input.check();
        return backend.writes().write(exchange, records -> {
            Project project = project(records, exchange);
            Caller caller = exchange.caller();
            boolean owner = records.projects()
                    .role(project.id(), caller.userId())
                    .filter(own -> own.equals("owner"))
                    .isPresent();
            if (!caller.admin() && !owner) {
                throw Problem.forbidden("only owners of the project and administrators may add members")
                        .asException();
            }
            Optional<User> user = records.identities().named(name);
            if (user.isEmpty()) {
                input.report("user", "unknown", "there is no user '%s'".formatted(name));
                input.check();
            }
            records.projects().putMember(project.id(), user.orElseThrow().id(), role);
            audit.record(
                    records,
                    exchange,
                    Audit.because("member.put", ""),
                    "project/" + project.id(),
                    Map.of("user", name, "role", role));
            return Reply.json(201, new MemberView(user.orElseThrow().id(), name, role));
        });
    }

    private static Project project(Records records, Exchange exchange) {
        return Projects.visible(records, exchange.caller(), exchange.path("id"));
    }

    private static ProjectView view(Records records, Project project) {
        return new ProjectView(
                project.id(),
                project.name(),
                project.sample(),
                Times.text(project.createdAt()),
                records.documents().collections(project.id()));
    }
}
