package com.example.weeklynote;

import io.storyforge.plugin.testkit.PluginJarContract;

final class WeeklyNoteJarIT implements PluginJarContract {}
