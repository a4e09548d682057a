package io.storyforge.handoff.strategy;

import io.storyforge.plugin.testkit.PluginJarContract;

final class StrategyJarIT implements PluginJarContract {}
