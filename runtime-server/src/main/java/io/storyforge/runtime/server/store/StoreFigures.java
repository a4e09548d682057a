package io.storyforge.runtime.server.store;

import io.storyforge.runtime.metric.Histogram;

/**
 * What the store counts, since it was opened.
 *
 * @param waiting changes that wait for the writer now
 * @param capacity how many may
 * @param refused changes that were one too many
 * @param changesPerCommit of commits that succeeded; their sum is all changes that were made
 * @param commitNanos the times of those commits, in nanoseconds
 */
public record StoreFigures(
        int waiting,
        int capacity,
        long refused,
        Histogram.Counted changesPerCommit,
        Histogram.Counted commitNanos,
        long largestCommit,
        long failedCommits,
        long databaseBytes,
        long walBytes,
        long freeBytes) {}
