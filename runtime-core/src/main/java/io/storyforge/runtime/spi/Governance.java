package io.storyforge.runtime.spi;

import java.util.List;

/** The policy a run stands under: in a tool, the snapshot frozen when the run was created. */
@ProvidedByHost
public interface Governance {

    /** The policy after all layers, by key. */
    Content effectivePolicy();

    /**
     * The layers behind it, weakest first: each {@code {scope, key, policy{}, valid_until?, notice?, id?, expired}}. Scopes are
     * {@code system, platform, project, user, admin_override}. Layers that no longer apply have {@code expired: true}.
     */
    List<Content> layers();

    /** The notice of the admin override in force; empty content when there is none. */
    Content activeAdminOverrideNotice();
}
