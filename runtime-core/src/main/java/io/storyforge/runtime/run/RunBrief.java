package io.storyforge.runtime.run;

/** What a run is about, as the person who confirms reads it. */
public record RunBrief(String title, String summary, String intentKey, String platform, String platformScope) {}
