package io.storyforge.runtime.plugin;

import java.time.Duration;

/**
 * How long and how much plugin code may run.
 *
 * @param call a hand-off
 * @param tool a step's tool
 * @param start loading and describing; and again starting
 * @param stop stopping
 * @param maxConcurrent hand-offs of one plugin at once, and as many of its tools
 * @param quarantine when hand-offs that fail in a row are no longer tried
 */
public record PluginLimits(
        Duration call, Duration tool, Duration start, Duration stop, int maxConcurrent, QuarantineLimits quarantine) {
    /** 2 s for a hand-off, 60 s for a tool, 10 s to start, 5 s to stop, 4 calls at once. */
    public static final PluginLimits DEFAULT = new PluginLimits(
            Duration.ofSeconds(2),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            4,
            QuarantineLimits.DEFAULT);

    /** Limits with as long to stop as to start, and the usual quarantine. */
    public PluginLimits(Duration call, Duration tool, Duration start, int maxConcurrent) {
        this(call, tool, start, start, maxConcurrent, QuarantineLimits.DEFAULT);
    }

    /**
     * When hand-offs are no longer tried.
     *
     * @param failures so many in a row
     * @param first how long at first; doubled whenever the hand-off that is tried then fails too
     * @param longest how long at most
     */
    public record QuarantineLimits(int failures, Duration first, Duration longest) {
        /** After 5 failures, for 30 s at first and 10 min at most. */
        public static final QuarantineLimits DEFAULT =
                new QuarantineLimits(5, Duration.ofSeconds(30), Duration.ofMinutes(10));
    }
}
