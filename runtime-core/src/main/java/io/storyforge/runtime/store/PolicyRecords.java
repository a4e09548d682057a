package io.storyforge.runtime.store;

import io.storyforge.runtime.governance.PolicyLayer;
import io.storyforge.runtime.governance.Scope;
import java.util.List;
import java.util.Optional;

/** Policy layers; admin overrides are layers of the scope {@code admin_override}. */
public interface PolicyRecords {

    /** Writes a layer; it replaces the one with the same scope and key. */
    void put(PolicyLayer layer);

    /** The layer with the scope and key. */
    Optional<PolicyLayer> find(Scope scope, String key);

    /** The layers that concern such a run, weakest first: system, platform, project, user, and every override. */
    List<PolicyLayer> concerning(String platform, String projectId, String userId);

    /** The layers of a scope by key. */
    List<PolicyLayer> inScope(Scope scope);
}
