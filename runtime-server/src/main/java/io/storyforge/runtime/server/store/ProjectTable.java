package io.storyforge.runtime.server.store;

import io.helidon.dbclient.DbRow;
import io.storyforge.runtime.project.Member;
import io.storyforge.runtime.project.Project;
import io.storyforge.runtime.server.json.Times;
import io.storyforge.runtime.store.ProjectRecords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code projects} and {@code project_members}. */
final class ProjectTable implements ProjectRecords {
    private static final String PROJECT = "SELECT p.id, p.name, p.sample, p.created_at FROM projects p ";
    static final String FIND = PROJECT + "WHERE p.id = ?";
    static final String ROLE = "SELECT role FROM project_members WHERE project_id = ? AND user_id = ?";
    private static final String OLDEST_FIRST = "ORDER BY p.created_at, p.rowid";
    private static final String OF_MEMBER =
            PROJECT + "JOIN project_members m ON m.project_id = p.id WHERE m.user_id = ? " + OLDEST_FIRST;
    private static final String MEMBERS = "SELECT u.id, u.name, m.role FROM project_members m"
            + " JOIN users u ON u.id = m.user_id WHERE m.project_id = ? ORDER BY u.name";
    private static final String PUT_MEMBER = "INSERT INTO project_members (project_id, user_id, role, since)"
            + " VALUES (?, ?, ?, ?) ON CONFLICT (project_id, user_id) DO UPDATE SET role = excluded.role";

    private final Sql sql;
    private final InstantSource clock;
    private final Memory.Area<String, Optional<Project>> projects;
    private final Memory.Area<Membership, Optional<String>> roles;

    ProjectTable(Sql sql, InstantSource clock, Memory memory) {
        this.sql = sql;
        this.clock = clock;
        this.projects = memory.area();
        this.roles = memory.area();
    }

    private record Membership(String projectId, String userId) {}

    @Override
    public void insert(Project project) {
        projects.forget();
        sql.update(
                "INSERT INTO projects (id, name, sample, created_at) VALUES (?, ?, ?, ?)",
                project.id(),
                project.name(),
                project.sample() ? 1 : 0,
                Times.text(project.createdAt()));
    }

    @Override
    public Optional<Project> find(String id) {
        return projects.get(id, () -> sql.first(FIND, ProjectTable::project, id));
    }

    @Override
    public List<Project> all() {
        return sql.query(PROJECT + OLDEST_FIRST, ProjectTable::project);
    }

    @Override
    public List<Project> ofMember(String userId) {
        return sql.query(OF_MEMBER, ProjectTable::project, userId);
    }

    @Override
    public void putMember(String projectId, String userId, String role) {
        roles.forget();
        sql.update(PUT_MEMBER, projectId, userId, role, Times.text(clock.instant()));
    }

    @Override
    public Optional<String> role(String projectId, String userId) {
        return roles.get(
                new Membership(projectId, userId), () -> sql.first(ROLE, row -> row.getString(1), projectId, userId));
    }

    @Override
    public List<Member> members(String projectId) {
        return sql.query(
                MEMBERS,
                row -> new Member(
                        row.column(1).getString(),
                        row.column(2).getString(),
                        row.column(3).getString()),
                projectId);
    }

    private static Project project(ResultSet row) throws SQLException {
        return new Project(row.getString(1), row.getString(2), row.getInt(3) == 1, Times.time(row.getString(4)));
    }

    private static Project project(DbRow row) {
        return new Project(
                row.column(1).getString(),
                row.column(2).getString(),
                row.column(3).getInt() == 1,
                Times.time(row.column(4).getString()));
    }
}
