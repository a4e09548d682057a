package com.example.topicradar;

import io.storyforge.plugin.testkit.PluginJarContract;

final class TopicRadarJarIT implements PluginJarContract {}
