package io.storyforge.handoff.dashboard;

import io.storyforge.plugin.testkit.PluginJarContract;

final class DashboardJarIT implements PluginJarContract {}
