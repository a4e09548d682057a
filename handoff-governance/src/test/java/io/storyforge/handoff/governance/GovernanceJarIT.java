package io.storyforge.handoff.governance;

import io.storyforge.plugin.testkit.PluginJarContract;

final class GovernanceJarIT implements PluginJarContract {}
