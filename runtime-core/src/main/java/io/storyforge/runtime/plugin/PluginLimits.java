package io.storyforge.runtime.plugin;

import java.time.Duration;

/**
 * How long and how much plugin code may run.
 *
 * @param maxConcurrent calls of one plugin at once
 */
public record PluginLimits(Duration call, Duration tool, Duration start, int maxConcurrent) {
    /** 2 s for a hand-off, 60 s for a tool, 10 s to start, 4 calls at once. */
    public static final PluginLimits DEFAULT =
            new PluginLimits(Duration.ofSeconds(2), Duration.ofSeconds(60), Duration.ofSeconds(10), 4);
}
