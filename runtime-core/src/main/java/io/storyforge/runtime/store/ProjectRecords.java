package io.storyforge.runtime.store;

import io.storyforge.runtime.project.Member;
import io.storyforge.runtime.project.Project;
import java.util.List;
import java.util.Optional;

/** Projects and their members. */
public interface ProjectRecords {

    /** Stores a new project. */
    void insert(Project project);

    /** The project with the id. */
    Optional<Project> find(String id);

    /** Every project, oldest first. */
    List<Project> all();

    /** The projects a user is a member of, oldest first. */
    List<Project> ofMember(String userId);

    /** Makes the user a member or changes the role. */
    void putMember(String projectId, String userId, String role);

    /** The user's role in the project; empty when not a member. */
    Optional<String> role(String projectId, String userId);

    /** The members by name. */
    List<Member> members(String projectId);
}
