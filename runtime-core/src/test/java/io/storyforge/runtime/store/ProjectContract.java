package io.storyforge.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.storyforge.runtime.identity.Role;
import io.storyforge.runtime.identity.Standing;
import io.storyforge.runtime.identity.User;
import io.storyforge.runtime.project.Member;
import io.storyforge.runtime.project.Project;
import org.junit.jupiter.api.Test;

/** Projects and members. */
interface ProjectContract extends StoreFixture {
    @Test
    default void returnsProjectWithEveryField() {
        try (Scene scene = Scene.of(open())) {
            Project sample = project(scene, "p-1", true, 0);
            Project real = project(scene, "p-2", false, 1);

            assertThat(scene.find(records -> records.projects().find("p-1"))).contains(sample);
            assertThat(scene.find(records -> records.projects().find("p-2"))).contains(real);
            assertThat(scene.find(records -> records.projects().find("p-3"))).isEmpty();
        }
    }

    @Test
    default void returnsEveryProjectOldestFirst() {
        try (Scene scene = Scene.of(open())) {
            Project second = project(scene, "a", false, 5);
            Project first = project(scene, "b", false, 1);
            Project third = project(scene, "c", false, 9);

            assertThat(scene.list(records -> records.projects().all())).containsExactly(first, second, third);
        }
    }

    @Test
    default void returnsProjectsOfMemberOldestFirst() {
        try (Scene scene = Scene.of(open())) {
            user(scene, "ann", "Ann");
            user(scene, "bob", "Bob");
            Project first = project(scene, "p-1", false, 1);
            Project second = project(scene, "p-2", false, 2);
            project(scene, "p-3", false, 3);
            member(scene, "p-2", "ann", "member");
            member(scene, "p-1", "ann", "owner");
            member(scene, "p-3", "bob", "owner");

            assertThat(scene.list(records -> records.projects().ofMember("ann")))
                    .containsExactly(first, second);
            assertThat(scene.list(records -> records.projects().ofMember("nobody")))
                    .isEmpty();
        }
    }

    @Test
    default void knowsRoleOfMembersOnly() {
        try (Scene scene = Scene.of(open())) {
            user(scene, "ann", "Ann");
            project(scene, "p-1", false, 1);
            project(scene, "p-2", false, 2);
            member(scene, "p-1", "ann", "owner");

            assertThat(scene.find(records -> records.projects().role("p-1", "ann")))
                    .contains("owner");
            assertThat(scene.find(records -> records.projects().role("p-1", "bob")))
                    .isEmpty();
            assertThat(scene.find(records -> records.projects().role("p-2", "ann")))
                    .isEmpty();
        }
    }

    @Test
    default void changesRoleOfMember() {
        try (Scene scene = Scene.of(open())) {
            user(scene, "ann", "Ann");
            project(scene, "p-1", false, 1);
            member(scene, "p-1", "ann", "member");
            member(scene, "p-1", "ann", "owner");

            assertThat(scene.list(records -> records.projects().members("p-1")))
                    .containsExactly(new Member("ann", "Ann", "owner"));
        }
    }

    @Test
    default void returnsMembersByName() {
        try (Scene scene = Scene.of(open())) {
            user(scene, "u-1", "zoe");
            user(scene, "u-2", "Ann");
            project(scene, "p-1", false, 1);
            member(scene, "p-1", "u-1", "owner");
            member(scene, "p-1", "u-2", "member");

            assertThat(scene.list(records -> records.projects().members("p-1")))
                    .containsExactly(new Member("u-2", "Ann", "member"), new Member("u-1", "zoe", "owner"));
        }
    }

    private static Project project(Scene scene, String id, boolean sample, int second) {
        Project project = new Project(id, "项目 " + id, sample, Scene.later(second));
        scene.write(records -> records.projects().insert(project));
        return project;
    }

    private static void user(Scene scene, String id, String name) {
        User user = new User(id, name, Role.MEMBER, Standing.APPROVED, Scene.NOW);
        scene.write(records -> records.identities().insert(user));
    }

    private static void member(Scene scene, String projectId, String userId, String role) {
        scene.write(records -> records.projects().putMember(projectId, userId, role));
    }
}
