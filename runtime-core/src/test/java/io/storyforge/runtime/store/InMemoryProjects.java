package io.storyforge.runtime.store;

import io.storyforge.runtime.identity.User;
import io.storyforge.runtime.project.Member;
import io.storyforge.runtime.project.Project;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

record InMemoryProjects(
        Table<String, Project> projects, Table<String, Map<String, String>> roles, InMemoryIdentities identities)
        implements ProjectRecords {
    InMemoryProjects copy(InMemoryIdentities copiedIdentities) {
        return new InMemoryProjects(projects.copy(), roles.copy(), copiedIdentities);
    }

    void seal() {
        projects.seal();
        roles.seal();
    }

    @Override
    public void insert(Project project) {
        projects.insert(project.id(), project);
    }

    @Override
    public Optional<Project> find(String id) {
        return projects.find(id);
    }

    @Override
    public List<Project> all() {
        return projects.all().stream()
                .sorted(Comparator.comparing(Project::createdAt).thenComparing(Project::id))
                .toList();
    }

    @Override
    public List<Project> ofMember(String userId) {
        return all().stream()
                .filter(project -> role(project.id(), userId).isPresent())
                .toList();
    }

    @Override
    public void putMember(String projectId, String userId, String role) {
        Map<String, String> changed = new TreeMap<>(roles.find(projectId).orElse(Map.of()));
        changed.put(userId, role);
        roles.put(projectId, Map.copyOf(changed));
    }

    @Override
    public Optional<String> role(String projectId, String userId) {
        return roles.find(projectId).map(members -> members.get(userId));
    }

    @Override
    public List<Member> members(String projectId) {
        return roles.find(projectId).orElse(Map.of()).entrySet().stream()
                .map(entry -> new Member(entry.getKey(), name(entry.getKey()), entry.getValue()))
                .sorted(Comparator.comparing(Member::userName))
                .toList();
    }

    private String name(String userId) {
        return identities.find(userId).map(User::name).orElse("");
    }
}
