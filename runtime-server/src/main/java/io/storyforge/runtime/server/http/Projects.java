package io.storyforge.runtime.server.http;

import io.storyforge.runtime.project.Project;
import io.storyforge.runtime.server.identity.Caller;
import io.storyforge.runtime.store.Records;

/** Which projects a caller sees: admins all, members theirs. What is not seen does not exist for them. */
final class Projects {
    private Projects() {}

    static Project visible(Records records, Caller caller, String projectId) {
        return records.projects()
                .find(projectId)
                .filter(project -> isVisible(records, caller, projectId))
                .orElseThrow(() -> Problem.notFound("project").asException());
    }

    /** Checks the project of a request that may be without one. */
    static void check(Records records, Caller caller, String projectId) {
        if (!projectId.isEmpty() && !isVisible(records, caller, projectId)) {
            throw Problem.notFound("project").asException();
        }
    }

    // One look-up: a member's project exists.
    private static boolean isVisible(Records records, Caller caller, String projectId) {
        return caller.admin()
                ? records.projects().find(projectId).isPresent()
                : records.projects().role(projectId, caller.userId()).isPresent();
    }
}
